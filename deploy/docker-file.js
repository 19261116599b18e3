import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Carries out the few instructions that our Dockerfile uses, in folders instead of layers: what
 * an image would hold can so be tried where there is no Docker.
 *
 * @param {string} file the Dockerfile, in the folder that is its context
 * @param {string} target folder that gets a folder a stage
 * @returns {{ folder: string, env: Record<string, string>, user: string, command: string[] }} the last stage
 */
export function carryOut(file, target) {
  const stages = new Map();
  let stage;
  for (const [instruction, rest] of instructionsOf(readFileSync(file, 'utf8'))) {
    process.stdout.write(`${instruction} ${rest}\n`);
    if (instruction === 'FROM') {
      const name = / AS (\S+)$/.exec(rest)?.[1] ?? 'last';
      stage = { root: join(target, name), folder: '', env: {}, user: 'root', command: [] };
      stages.set(name, stage);
    } else {
      obey[instruction](stage, rest, stages);
    }
  }
  return stage;
}

const obey = {
  WORKDIR: (stage, path) => {
    stage.folder = join(stage.root, path);
    mkdirSync(stage.folder, { recursive: true });
  },
  ENV: (stage, rest) => {
    for (const [, name, value] of rest.matchAll(/(\w+)=(\S+)/g)) stage.env[name] = value;
  },
  USER: (stage, name) => {
    stage.user = name;
  },
  EXPOSE: () => undefined,
  CMD: (stage, list) => {
    stage.command = JSON.parse(list);
  },
  RUN: ({ folder, env }, command) => {
    const options = { cwd: folder, env: { ...process.env, ...env }, stdio: 'inherit' };
    const { status } = spawnSync('sh', ['-c', command], options);
    if (status !== 0) throw new Error(`RUN ${command} ended with ${String(status)}`);
  },
  COPY: ({ folder }, rest, stages) => {
    const words = rest.split(/\s+/);
    const from = /^--from=(\S+)$/.exec(words[0])?.[1];
    if (from !== undefined) words.shift();
    const destination = words.pop();
    for (const source of words) {
      if (from !== undefined) copyPath(join(stages.get(from).root, source), folder, destination);
      else if (source === '.') copyContext(folder);
      else copyPath(source, folder, destination);
    }
  },
};

function instructionsOf(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, instruction, rest] = /^(\w+) (.*)$/.exec(line);
    return [instruction, rest.trim()];
  });
}

/** A file goes into a destination that ends in `/`; a folder's content into any. */
function copyPath(source, folder, destination) {
  const path = join(folder, destination);
  const isInto = destination.endsWith('/') && !statSync(source).isDirectory();
  cpSync(source, isInto ? join(path, basename(source)) : path, {
    recursive: true,
    verbatimSymlinks: true,
  });
}

/** Everything that `.dockerignore` lets through. */
function copyContext(folder) {
  const ignored = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(patternOf);
  const isIgnored = (path) => ignored.some((pattern) => pattern.test(path));
  for (const name of readdirSync('.')) {
    if (isIgnored(name)) continue;
    cpSync(name, join(folder, name), { recursive: true, filter: (path) => !isIgnored(path) });
  }
}

function patternOf(glob) {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '(.*/)?')
    .replace(/(?<!\.)\*/g, '[^/]*');
  return new RegExp(`^${source}$`);
}
