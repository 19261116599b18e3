/**
 * How long one `advance()` takes, with the JSON round trip that storing the state costs.
 *
 * Needs a build: `npm run build && node bench/advance.js [extra flows]`.
 */
import { readdirSync, readFileSync } from 'node:fs';

import { advance } from '../dist/core/conversation/advance.js';
import { compileRelease } from '../dist/core/flow/compile-release.js';

const FOLDER = new URL('../flows/', import.meta.url);
const TEXTS = ['track', 'ab123456', 'no thanks', 'hours'];
const ROUNDS = 10;
const PER_ROUND = 10_000;

const extra = Array.from({ length: Number(process.argv[2] ?? 40) }, (_, i) => ({
  path: `extra-${i}.yaml`,
  text: `flow: extra_${i}\nstart: { keywords: [extra ${i}] }\nslots: { a: { type: text } }\nsteps:\n  one: { ask: a, say: One? }\n  two: { say: 'Two {{ a }}' }\n  three: { ask: a, say: Three? }\n  four: { say: Four }\n`,
}));
const own = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?<!\.chat)\.(yaml|md)$/.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, FOLDER), 'utf8') }));
const compiled = compileRelease([...own, ...extra]);
if ('problems' in compiled) throw new Error(JSON.stringify(compiled.problems, null, 2));

function round() {
  let state = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  const before = process.cpuUsage();
  for (let i = 0; i < PER_ROUND; i += 1) {
    const event = { kind: 'message', text: TEXTS[i % TEXTS.length], media: [] };
    const advanced = advance(compiled.release, state, event, i + 1, new Date(1e12));
    state = JSON.parse(JSON.stringify(advanced.state));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / PER_ROUND;
}

const best = Math.min(...Array.from({ length: ROUNDS }, round));
process.stdout.write(`advance: ${best.toFixed(1)} µs of processor time, JSON included\n`);
