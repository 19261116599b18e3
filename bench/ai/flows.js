import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What starts it. */
export const ASKING = { language: 'en', text: 'ask the adviser' };

const ADVISER = `flow: adviser
title: Ask the adviser
start: { keywords: ['${ASKING.text}'] }
slots: { advice: { type: text } }
steps:
  think:
    ai: Parcels within Spain take three working days. Returns are free within thirty days.
    settle: 0s
    timeout: 20s
    save: advice
    failed: { say: No advice., goto: end }
  tell: { say: '{{ advice }}', goto: end }
`;

/** The sample bot with a flow that asks the AI at once; in a folder that goes with the run. */
export async function makeFlows(onEnd) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-flows-'));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  await cp('flows', folder, { recursive: true });
  await writeFile(join(folder, 'adviser.flow.yaml'), ADVISER);
  return folder;
}
