import { closedLoop } from './load/closed-loop.js';
import { Connections } from './load/connections.js';
import { openLoop } from './load/open-loop.js';
import { requestOf, RequestQueue } from './load/request-queue.js';
import { UNORDERED_TEXTS } from './load/scripts.js';
import { SECRET } from './processes/secret.js';

/**
 * The load generator, a process of its own that the bench tells over IPC what to do. Each order
 * is answered with `{ result }` or `{ failure }`.
 */
let door;
let queue;
let pool;

const ORDERS = {
  /** Names the door and how many customers there are. */
  meet({ customers, port, ...who }) {
    pool?.close();
    door = { port, secret: SECRET };
    queue = new RequestQueue(customers, door, who);
    pool = new Connections(port);
  },

  /** Makes requests until `count` are ready. */
  prepare: ({ count }) => queue.prepare(count),

  /** A request like the others, which is never sent to the door. */
  sample: () =>
    requestOf(0, { language: 'en', text: 'track my order' }, { port: 0, secret: SECRET }),

  /** As much as the door takes. */
  saturate: (order) => closedLoop(pool, queue, order),

  /** At a fixed rate; `burst` messages of one more customer all at once, `burst.at` s into it. */
  pace({ burst, ...order }) {
    const extra = burst && { at: burst.at, requests: burstOf(burst) };
    return openLoop(pool, queue, { ...order, extra });
  },

  /** One and the same request, to any server. */
  async bare({ port, bytes, ...order }) {
    const other = new Connections(port);
    const request = { customer: 0, bytes: Buffer.from(bytes) };
    const endless = { size: order.most, take: () => request };
    try {
      return await closedLoop(other, endless, order);
    } finally {
      other.close();
    }
  },
};

function burstOf({ customer, messages }) {
  return Array.from({ length: messages }, (_, i) =>
    requestOf(
      customer,
      { language: 'en', text: UNORDERED_TEXTS[i % UNORDERED_TEXTS.length] },
      door,
    ),
  );
}

process.on('message', (order) => {
  Promise.resolve(order)
    .then(() => ORDERS[order.kind](order))
    .then(
      (result) => process.send({ result }),
      (failure) => process.send({ failure: String(failure?.stack ?? failure) }),
    );
});
process.on('disconnect', () => process.exit());
