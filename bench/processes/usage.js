import { readdir, readFile } from 'node:fs/promises';

/** USER_HZ is 100 on every Linux that Node runs on. */
const MICROSECONDS_A_TICK = 10_000;

/**
 * CPU time of a process in microseconds, user and system, its children's included: those that
 * run and those that have ended. `undefined` where there is no /proc.
 */
export async function cpuMicroseconds(pid) {
  const family = await familyOf(pid);
  if (family.length === 0) return undefined;
  return family.reduce((sum, { ownTicks }) => sum + ownTicks, 0) * MICROSECONDS_A_TICK;
}

/** The most memory that a process ever held, in MiB; `undefined` where there is no /proc. */
export function peakMemoryMb(pid) {
  return memoryMb(pid, 'VmHWM');
}

/** The memory that a process holds now, in MiB; `undefined` where there is no /proc. */
export function memoryNowMb(pid) {
  return memoryMb(pid, 'VmRSS');
}

async function memoryMb(pid, what) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
}

async function familyOf(pid) {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const all = (await Promise.all(pids.map(statOf))).filter((stat) => stat !== undefined);
  const family = all.filter((stat) => stat.pid === pid);
  // Grows while it is walked: each one's children are looked for in their turn.
  for (const parent of family) family.push(...all.filter((stat) => stat.parent === parent.pid));
  return family;
}

/** The name in brackets may hold anything, so fields count from behind it. @see proc(5) */
async function statOf(pid) {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (line === undefined) return undefined;
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number);
  return { pid, parent: Number(fields[1]), ownTicks: utime + stime + cutime + cstime };
}
