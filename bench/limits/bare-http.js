import { PATH } from '../processes/children.js';

/** Requests a second that a bare `node:http` answers, for the same requests and the same client. */
export async function bareHttpPerSecond({ children, generator, options }) {
  const child = children.start('bare http', process.execPath, ['bench/bare-http.js'], {
    env: { PATH },
  });
  const [, port] = await child.says(/listening on (\d+)/);
  const { bytes } = await generator.order('sample');
  const target = { port: Number(port), bytes, connections: options.connections };
  await generator.order('bare', { ...target, seconds: 0.5, most: 100_000 });
  const { sentMs, answeredMs } = await generator.order('bare', {
    ...target,
    seconds: options.httpLimitSeconds,
    most: 100_000 * options.httpLimitSeconds,
  });
  await child.end();
  return sentMs.length / ((Math.max(...lastOf(answeredMs)) - sentMs[0]) / 1_000);
}

/** The latest answer is among the last few: too many numbers for one call otherwise. */
function lastOf(column) {
  return column.slice(-1_000);
}
