/**
 * What is measured of a release of each size. A new measure is an entry here: `of` gets the files,
 * what was read of them and the compiled release; its processor time is what counts, so that a busy
 * machine says nothing wrong.
 */
import { advance } from '../../dist/core/conversation/advance.js';
import { checkRelease } from '../../dist/core/flow/checks/all-checks.js';
import { compileRelease, compileSource } from '../../dist/core/flow/compile-release.js';
import { readRelease } from '../../dist/core/flow/read/read-release.js';
import { proveRelease } from '../../dist/core/proof/prove-release.js';

export const MEASURES = [
  { name: 'read', unit: 'ms', of: ({ files }) => readRelease(files) },
  { name: 'check', unit: 'ms', of: ({ source }) => checkRelease(source) },
  { name: 'compile', unit: 'ms', of: ({ source }) => compileSource(source) },
  {
    name: 'all',
    unit: 'ms',
    of: ({ files }) => compileRelease(files),
    most: { 1_000: 300, 10_000: 5_000 },
  },
  {
    name: 'prove',
    unit: 'ms',
    of: ({ source, release }) => proveRelease(source, { release }),
    most: { 1_000: 1_000, 10_000: 15_000 },
  },
  { name: 'advance', unit: 'µs', times: 4_000, before: chatting, of: (_prepared, chat) => chat() },
];

/** A question, a choice, a decision, a number; then time passes, and they begin anew. */
const TEXTS = ['start flow_0', 'ab123456', 'damaged', '20'];

/** A conversation that goes round and round, its state stored as JSON in between. */
function chatting({ release }) {
  let state = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  let seq = 0;
  return () => {
    const event = { kind: 'message', text: TEXTS[seq % TEXTS.length], media: [] };
    seq += 1;
    state = JSON.parse(JSON.stringify(advance(release, state, event, seq, new Date(1e12)).state));
  };
}
