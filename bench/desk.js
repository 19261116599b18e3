import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

import { openBrowserPage } from './desk/browser-page.js';
import { startOwnService } from './desk/own-service.js';
import { Page } from './desk/page.js';
import { Person } from './desk/person.js';
import { loadAverage } from './report/settings.js';

/**
 * Measures how soon an agent sees what a customer wrote, from the 202 on: in a browser that shows
 * the desk, and in as many streams as there are agents, each of which does what the page does.
 * Everything is on this machine, the browser too. See docs/desk.md.
 *
 *     npm run build && node bench/desk.js [streams] [messages a second] [seconds]
 */
const [streams = 200, perSecond = 200, seconds = 30] = process.argv.slice(2).map(Number);
const STREAMS_A_PERSON = 10;
/** Of so many messages one is for the browser's conversation. */
const ONE_FOR_THE_BROWSER = 100;
/** What was not seen by then counts as not seen. */
const PATIENCE_MS = 5_000;
const FILE = 'bench/results/desk.json';

const loadBefore = await loadAverage();
const service = await startOwnService();
const over = new AbortController();
try {
  const result = { at: new Date().toISOString(), loadBefore, ...(await measure()) };
  print(result);
  await mkdir('bench/results', { recursive: true });
  await writeFile(FILE, `${JSON.stringify(result, undefined, 2)}\n`);
} finally {
  over.abort();
  await service.stop();
}

async function measure() {
  const chats = await openChats();
  const [first] = chats;
  const browser = await openBrowserPage(service.url, first.page.agent, first.page.conversation);
  try {
    await pause(3000);
    for (const { page } of chats) page.asked = 0;
    const written = await writeMessages(chats);
    await pause(PATIENCE_MS);
    return { streams, perSecond, seconds, ...figures(chats, written, await browser.seen()) };
  } finally {
    await browser.close();
  }
}

/** A customer for each stream, held by the agent whose page it is. */
async function openChats() {
  const admin = await new Person(service.url).enter(service.email, service.password);
  const chats = [];
  for (let place = 0; place < Math.ceil(streams / STREAMS_A_PERSON); place += 1) {
    const email = `agent${place}@bench.example`;
    const body = { email, name: `Agent ${place}`, roles: ['lead'] };
    const { one_time_password: given } = await admin.call('POST', '/people', body);
    const agent = await new Person(service.url).enter(email, given);
    for (let n = 0; n < STREAMS_A_PERSON; n += 1) chats.push(await openChat(agent, chats.length));
  }
  return chats.slice(0, streams);
}

async function openChat(agent, n) {
  const { id } = await write(n, 'hi');
  await agent.call('POST', `/conversations/${id}/take`);
  const page = new Page(agent, id);
  await page.open(over.signal);
  return { n, page };
}

async function write(n, message) {
  const response = await fetch(`${service.url}/webhooks/braze/whatsapp`, {
    method: 'POST',
    body: JSON.stringify({ user_id: `customer-${n}`, phone_number: `+3460${n}`, message }),
  });
  const { conversation_id: id, seq } = await response.json();
  const answeredMs = performance.now();
  return { id, seq, message, answeredMs, isTaken: response.status === 202 };
}

async function writeMessages(chats) {
  const begunMs = performance.now();
  const all = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const waitMs = begunMs + (n * 1000) / perSecond - performance.now();
    if (waitMs > 1) await pause(waitMs);
    const chat = n % ONE_FOR_THE_BROWSER === 0 ? chats[0] : chats[n % chats.length];
    all.push(write(chat.n, `message ${n}.`).then((one) => ({ ...one, chat })));
  }
  return Promise.all(all);
}

function figures(chats, written, seenInBrowser) {
  const taken = written.filter(({ isTaken }) => isTaken);
  const inStreams = taken.map(({ chat, seq, answeredMs }) => {
    const seenMs = chat.page.seen.get(seq);
    return seenMs === undefined ? undefined : Math.max(0, seenMs - answeredMs);
  });
  const inBrowser = taken
    .filter(({ chat }) => chat === chats[0])
    .map(({ message, answeredMs }) => {
      const seenMs = seenInBrowser[message];
      if (seenMs === undefined) return undefined;
      return Math.max(0, seenMs - performance.timeOrigin - answeredMs);
    });
  return {
    taken: taken.length,
    asked: chats.reduce((sum, { page }) => sum + page.asked, 0),
    streamsMs: spread(inStreams),
    browserMs: spread(inBrowser),
  };
}

function spread(samples) {
  const seen = samples.filter((sample) => sample !== undefined).sort((a, b) => a - b);
  const at = (share) => seen[Math.min(seen.length - 1, Math.floor(seen.length * share))] ?? null;
  return { of: samples.length, seen: seen.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function print({ taken, asked, streamsMs, browserMs }) {
  const line = ({ of, seen, p50, p95, p99 }) =>
    `p50 ${p50?.toFixed(0)} ms, p95 ${p95?.toFixed(0)} ms, p99 ${p99?.toFixed(0)} ms; ${seen} of ${of} seen`;
  process.stdout.write(
    [
      `${streams} streams, ${perSecond} messages/s for ${seconds} s, all on this machine (load before ${loadBefore})`,
      `  taken (202)             ${taken} of ${perSecond * seconds}`,
      `  202 → in the browser    ${line(browserMs)}`,
      `  202 → in a stream       ${line(streamsMs)}`,
      `  transcripts read again  ${asked}`,
      `  in ${FILE}`,
      '',
    ].join('\n'),
  );
}
