import { Connection } from './connection.js';

/** Open connections, kept between phases; one that the server closes is opened again. */
export class Connections {
  #all = new Set();
  #idle = [];
  #isClosed = false;
  #onIdle = () => undefined;
  lost = 0;

  constructor(port) {
    this.port = port;
  }

  /** Opens so many that there are `count`. */
  async open(count) {
    while (this.#all.size < count) await this.#openOne();
  }

  /** Called each time that a connection becomes idle; it may take it. */
  onIdle(callback) {
    this.#onIdle = callback;
  }

  /** An idle connection, or `undefined`. */
  take() {
    return this.#idle.pop();
  }

  /** Sends over a connection that was taken; afterwards it is idle again. */
  send(connection, request, onAnswer) {
    connection.send(request, (status, answer) => {
      onAnswer(status, answer);
      this.#idle.push(connection);
      this.#onIdle();
    });
  }

  close() {
    this.#isClosed = true;
    for (const connection of this.#all) connection.close();
  }

  async #openOne() {
    const connection = await Connection.open(this.port, (one) => this.#replace(one));
    this.#all.add(connection);
    this.#idle.push(connection);
  }

  /** A request on a connection that is lost stays unanswered, which fails the run. */
  #replace(connection) {
    this.#all.delete(connection);
    this.#idle = this.#idle.filter((one) => one !== connection);
    if (this.#isClosed) return;
    if (connection.isBusy) this.lost += 1;
    this.#openOne().then(
      () => this.#onIdle(),
      () => undefined,
    );
  }
}
