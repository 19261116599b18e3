const ACCEPTED = Buffer.from('"accepted"');

const { timeOrigin } = performance;

/** Milliseconds since the epoch with their fraction, as the sandbox counts them too. */
export function nowMs() {
  return timeOrigin + performance.now();
}

/** What was sent and answered in one phase: flat arrays, so that a message costs next to nothing. */
export class Recording {
  #size = 0;
  #refusal = undefined;

  constructor(capacity) {
    this.customer = new Uint32Array(capacity);
    /** When it was due; in a closed loop that is when it was sent. */
    this.dueMs = new Float64Array(capacity);
    this.sentMs = new Float64Array(capacity);
    /** 0 while there is no answer. */
    this.answeredMs = new Float64Array(capacity);
    /** 0 where the connection was lost instead. */
    this.status = new Uint16Array(capacity);
    this.isAccepted = new Uint8Array(capacity);
  }

  /** Notes a request that leaves now, and answers its place. */
  sent(customer, dueMs) {
    const place = this.#size;
    this.#size += 1;
    this.customer[place] = customer;
    this.sentMs[place] = nowMs();
    this.dueMs[place] = dueMs ?? this.sentMs[place];
    return place;
  }

  answered(place, status, answer) {
    this.answeredMs[place] = nowMs();
    this.status[place] = status;
    this.isAccepted[place] = answer.includes(ACCEPTED) ? 1 : 0;
    if (this.isAccepted[place] === 0) this.#refusal ??= answer.toString();
  }

  /** The arrays cut to what was recorded, and the first answer that was no 202 "accepted". */
  columns() {
    const { customer, dueMs, sentMs, answeredMs, status, isAccepted } = this;
    const columns = { customer, dueMs, sentMs, answeredMs, status, isAccepted };
    const cut = Object.entries(columns).map(([name, column]) => [
      name,
      column.slice(0, this.#size),
    ]);
    return { ...Object.fromEntries(cut), refusal: this.#refusal };
  }
}
