import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = Buffer.from('ontent-Length: ');
const LENGTH_LOWER = Buffer.from('ontent-length: ');
const CHUNKS_END = Buffer.from('0\r\n\r\n');
/** `HTTP/1.1 ` stands before the status. */
const STATUS_AT = 9;
/** Answers are far shorter; a longer one comes in pieces. */
const READ_BYTES = 4_096;

/**
 * One kept-alive connection, with one request on it at a time, and no more HTTP than that takes:
 * a client's own cost must not hide the server's.
 */
export class Connection {
  #socket;
  #onAnswer = undefined;
  #received = undefined;

  /** @param onLost told once when the server closes it */
  static open(port, onLost) {
    return new Promise((resolve, reject) => {
      const connection = new Connection();
      const socket = connect({
        port,
        host: '127.0.0.1',
        noDelay: true,
        onread: { buffer: Buffer.alloc(READ_BYTES), callback: connection.#read },
      });
      connection.#socket = socket;
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        socket.on('error', () => undefined); // 'close' follows
        socket.on('close', () => onLost(connection));
        resolve(connection);
      });
    });
  }

  /** Sends a whole request and calls back with the status and the answer's bytes. */
  send(request, onAnswer) {
    this.#onAnswer = onAnswer;
    this.#socket.write(request);
  }

  get isBusy() {
    return this.#onAnswer !== undefined;
  }

  close() {
    this.#socket.destroy();
  }

  /** The buffer is read into again and again: what is kept of it is copied. */
  #read = (length, buffer) => {
    const chunk = buffer.subarray(0, length);
    const answer = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    this.#received = isWhole(answer) ? undefined : Buffer.from(answer);
    if (this.#received === undefined) {
      const onAnswer = this.#onAnswer;
      this.#onAnswer = undefined;
      onAnswer?.(statusOf(answer), answer);
    }
    return true;
  };
}

function statusOf(answer) {
  const digit = (i) => answer[STATUS_AT + i] - 48;
  return digit(0) * 100 + digit(1) * 10 + digit(2);
}

function isWhole(answer) {
  const headEnd = answer.indexOf(HEAD_END);
  if (headEnd < 0) return false;

  const lower = answer.indexOf(LENGTH_LOWER);
  const lengthAt = lower >= 0 ? lower : answer.indexOf(LENGTH);
  if (lengthAt < 0 || lengthAt > headEnd) return answer.lastIndexOf(CHUNKS_END) >= headEnd;
  let length = 0;
  for (let i = lengthAt + LENGTH.length; answer[i] >= 48 && answer[i] <= 57; i += 1) {
    length = length * 10 + answer[i] - 48;
  }
  return answer.length >= headEnd + HEAD_END.length + length;
}
