import { randomUUID } from 'node:crypto';

import { webhookRequest } from './requests.js';
import { scriptedText } from './scripts.js';

/**
 * Webhooks made before they are timed, customer after customer round and round. What one phase
 * leaves over is sent in the next, so that nobody's script has a hole.
 */
export class RequestQueue {
  #places;
  #ready = [];
  #taken = 0;
  #next = 0;

  /**
   * @param first number of the first customer
   * @param written what everybody writes each time, `{ language, text }`; else their scripts
   */
  constructor(customers, door, { first = 0, written } = {}) {
    this.customers = customers;
    this.door = door;
    this.first = first;
    this.written = written;
    this.#places = new Uint32Array(customers);
  }

  get size() {
    return this.#ready.length - this.#taken;
  }

  /** Makes requests until `count` are ready. */
  prepare(count) {
    this.#ready = this.#ready.slice(this.#taken);
    this.#taken = 0;
    while (this.#ready.length < count) {
      const number = this.#next;
      const place = this.#places[number];
      const text = this.written ?? scriptedText(number, place);
      this.#ready.push(requestOf(this.first + number, text, this.door));
      this.#places[number] = place + 1;
      this.#next = (number + 1) % this.customers;
    }
  }

  take() {
    const request = this.#ready[this.#taken];
    this.#ready[this.#taken] = undefined;
    this.#taken += 1;
    return request;
  }
}

/** The external id of the customer of that number. */
export function customerName(number) {
  return `shopper-${String(number).padStart(6, '0')}`;
}

/** One request: the customer's number and the bytes. */
export function requestOf(number, { language, text }, door) {
  const message = {
    customer: customerName(number),
    text,
    language,
    dispatchId: randomUUID().replaceAll('-', ''),
    phone: `+346${String(10_000_000 + number)}`,
    name: language === 'es' ? 'Lucía' : 'Robin',
  };
  return { customer: number, bytes: webhookRequest(message, door) };
}
