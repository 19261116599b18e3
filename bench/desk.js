import { setTimeout as pause } from 'node:timers/promises';

import { startOwnService } from './desk/own-service.js';
import { Person } from './desk/person.js';

/**
 * Measures how soon an agent sees what a customer wrote: from the 202 to the hint of the stream,
 * and on to the transcript read again. See docs/desk.md.
 *
 *     npm run build && node bench/desk.js [streams] [messages a second] [seconds]
 */
const [streams = 200, perSecond = 200, seconds = 20] = process.argv.slice(2).map(Number);
const STREAMS_A_PERSON = 10;

const service = await startOwnService();
try {
  await measure();
} finally {
  await service.stop();
}

async function measure() {
  const chats = await openChats();
  const samples = await writeMessages(chats);
  print(samples);
}

/** A customer for each stream, held by the agent whose page it is. */
async function openChats() {
  const admin = await new Person(service.url).enter(service.email, service.password);
  const agents = [];
  for (let n = 0; n < Math.ceil(streams / STREAMS_A_PERSON); n += 1) {
    const email = `agent${n}@bench.example`;
    const body = { email, name: `Agent ${n}`, roles: ['lead'] };
    const { one_time_password: given } = await admin.call('POST', '/people', body);
    agents.push(await new Person(service.url).enter(email, given));
  }
  const over = new AbortController();
  const chats = await Promise.all(
    agents.map((agent, place) => chatsOf(agent, place * STREAMS_A_PERSON, over.signal)),
  );
  await pause(3000);
  return chats.flat().slice(0, streams);
}

async function chatsOf(agent, first, signal) {
  const chats = [];
  for (let n = first; n < first + STREAMS_A_PERSON; n += 1) {
    const { conversation_id: id } = await write(n, 'hi');
    await agent.call('POST', `/conversations/${id}/take`);
    const chat = { n, agent, id, waiting: new Map() };
    await agent.watch(id, (seq) => void hear(chat, seq), signal);
    chats.push(chat);
  }
  return chats;
}

async function write(n, message) {
  const response = await fetch(`${service.url}/webhooks/braze/whatsapp`, {
    method: 'POST',
    body: JSON.stringify({ user_id: `customer-${n}`, phone_number: `+3460${n}`, message }),
  });
  const answer = await response.json();
  return { ...answer, answeredMs: performance.now() };
}

/** What a page does with a hint: reads the newest of the transcript. */
async function hear(chat, seq) {
  const heardMs = performance.now();
  try {
    await chat.agent.call('GET', `/conversations/${chat.id}/transcript?limit=20`);
  } catch {
    return; // counted as not seen, unless a later hint brings it
  }
  const readMs = performance.now();
  for (const [waits, settle] of chat.waiting) {
    if (waits > seq && seq !== 0) continue;
    chat.waiting.delete(waits);
    settle({ heardMs, readMs });
  }
}

async function writeMessages(chats) {
  const begunMs = performance.now();
  const all = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const waitMs = begunMs + (n * 1000) / perSecond - performance.now();
    if (waitMs > 1) await pause(waitMs);
    all.push(oneMessage(chats[n % chats.length], n));
  }
  return (await Promise.all(all)).filter((sample) => sample !== undefined);
}

async function oneMessage(chat, n) {
  let seen;
  const { seq, answeredMs } = await write(chat.n, `message ${n}`);
  const settled = new Promise((resolve) => {
    seen = resolve;
    chat.waiting.set(seq, resolve);
  });
  setTimeout(() => seen(undefined), 5000).unref();
  const at = await settled;
  if (at === undefined) return undefined;
  return {
    hint: Math.max(0, at.heardMs - answeredMs),
    screen: Math.max(0, at.readMs - answeredMs),
  };
}

function print(samples) {
  const asked = perSecond * seconds;
  const line = (name) => {
    const sorted = samples.map((sample) => sample[name]).sort((a, b) => a - b);
    const at = (share) =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0);
    return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`;
  };
  process.stdout.write(
    [
      `${streams} streams, ${perSecond} messages/s for ${seconds} s, all on this machine`,
      `  messages seen           ${samples.length} of ${asked}`,
      `  202 → hint              ${line('hint')}`,
      `  202 → transcript read   ${line('screen')}`,
      '',
    ].join('\n'),
  );
}
