import { stat } from 'node:fs/promises';

const BUILD_IF_CHANGED = '.config/build-if-changed.js';

/** Builds what the bench runs, where the sources changed since the last build. */
export async function build(children) {
  const buildsIfChanged = await stat(BUILD_IF_CHANGED).then(
    () => true,
    () => false,
  );
  const [program, args] = buildsIfChanged
    ? [process.execPath, [BUILD_IF_CHANGED]]
    : ['npm', ['run', 'build']];
  await children.start('build', program, args).succeeds();
}
