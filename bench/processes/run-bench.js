import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { loadAverage } from '../report/settings.js';
import { build } from './build.js';
import { Children } from './children.js';

/** Nothing of a run takes longer; whatever hangs, it ends. */
const LONGEST_MS = 10 * 60_000;

export function say(what) {
  process.stdout.write(`bench: ${what}\n`);
}

/**
 * Runs a bench from its start to the end of every process that it started, whatever happens.
 *
 * `measure(world, atEnd)` answers what was measured; `world` has the options, the children and the
 * load before. The result is printed, written to `file`, and its faults are the exit code.
 */
export function runBench({ options, file, measure, print }) {
  const children = new Children();
  const atEnd = [];
  let isEnding = false;

  async function run() {
    const loadBefore = await loadAverage();
    if (options.builds) {
      say('builds where the sources changed');
      await build(children);
    }
    const world = { options, children, loadBefore, faults: [], messages: 0 };
    const measured = await measure(world, (work) => atEnd.push(work));
    const result = { at: new Date().toISOString(), ...measured };
    print(result);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
    return result.faults.length === 0 ? 0 : 1;
  }

  async function end(code) {
    if (isEnding) return; // whatever fails because its processes were ended
    isEnding = true;
    clearTimeout(watchdog);
    await children.endAll();
    for (const work of atEnd) await work();
    process.exit(code);
  }

  const watchdog = setTimeout(() => {
    say('takes far too long and gives up');
    void end(1);
  }, LONGEST_MS);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void end(1));
  process.on('exit', () => children.killAll());

  run().then(end, (failure) => {
    if (!isEnding) process.stderr.write(`bench: ${failure.stack}\n`);
    return end(1);
  });
}
