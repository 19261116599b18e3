import { readBody } from '#core/delivery/braze-body.ts';
import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { green, red, type Said, unseen } from './finding.ts';

/** What of Braze's API doctor asks for, by the permission that it takes. */
export const PERMISSIONS = {
  'campaigns.trigger.send': 'it sends replies',
  'users.track': 'it writes to profiles',
  'campaigns.details': 'doctor looks at campaigns with it',
  'campaigns.list': 'doctor finds the inbound webhook campaign with it',
  'messages.send': 'it sends the replies of layouts with `via: messages`',
  'users.export.ids': 'it looks on profiles for attributes that webhooks do not bring',
  'canvas.trigger.send': 'it sends customers into Canvases',
  'canvas.details': 'doctor looks at Canvases with it',
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** What was answered to a call that does nothing, by the permission that it takes. */
export type Probes = ReadonlyMap<Permission, WireAnswer>;

const isRefused = (answer: WireAnswer): boolean =>
  answer.kind === 'answered' && (answer.status === 401 || answer.status === 403);

/** Whether Braze does not know this key at this host: then nothing else can be looked at. */
export function isKeyUnknown(probes: Probes): boolean {
  const answers = [...probes.values()];
  const isUnknown = (answer: WireAnswer): boolean =>
    answer.kind === 'answered' && answer.status === 401;
  return answers.length > 0 && answers.every(isUnknown);
}

/** Whether nobody answered at all. */
export function isSilent(probes: Probes): boolean {
  return [...probes.values()].every(({ kind }) => kind !== 'answered');
}

/** Whether this was seen to be allowed. */
export function may(probes: Probes, permission: Permission): boolean {
  const answer = probes.get(permission);
  return answer !== undefined && saysOf(permission, answer).level === 'green';
}

/** @param elsewhere named hosts that were tried because this one did not know the key, and which did */
export function judgeKey(
  probes: Probes,
  host: string,
  elsewhere: ReadonlyMap<string, boolean>,
): readonly Said[] {
  if (isSilent(probes)) return [silent(probes, host)];
  if (isKeyUnknown(probes)) return [unknown(host, elsewhere)];
  return [
    green('key-known', `${host} knows the key`),
    ...[...probes].map(([permission, answer]) => saysOf(permission, answer)),
  ];
}

function silent(probes: Probes, host: string): Said {
  const [first] = probes.values();
  const reason = first !== undefined && 'reason' in first ? first.reason : 'no answer';
  return unseen(
    'braze-unreachable',
    `${host} does not answer: ${reason}`,
    'Look at BRAZE_REST_URL, and whether this machine may call out to Braze',
  );
}

function unknown(host: string, elsewhere: ReadonlyMap<string, boolean>): Said {
  const home = [...elsewhere].find(([, knows]) => knows)?.[0];
  if (home !== undefined) {
    return red(
      'wrong-instance',
      `${host} does not know the key; ${home} does`,
      `Set BRAZE_REST_URL=https://${home}`,
    );
  }
  const tried = [...elsewhere.keys()];
  const nor = tried.length === 0 ? '' : `, nor does ${tried.join(' or ')}`;
  return red(
    'key-unknown',
    `${host} does not know the key${nor}`,
    'Compare the key and the REST endpoint with Settings › APIs and Identifiers; where the key has ' +
      'a list of addresses, ours must be in it. `--also HOST` tries the key at other instances',
  );
}

function saysOf(permission: Permission, answer: WireAnswer): Said {
  const why = PERMISSIONS[permission];
  if (isRefused(answer)) {
    return red(
      'permission-missing',
      `The key lacks ${permission}: ${why}`,
      'Make a new key with it, since those of a key cannot be changed, and set BRAZE_API_KEY',
    );
  }
  if (isTaken(answer)) return green('permission', `The key has ${permission}: ${why}`);
  return unseen(
    'permission-unseen',
    `Whether the key has ${permission} could not be seen: ${toldBy(answer)}`,
    'Run doctor again later',
  );
}

/** A call that says nothing to do is refused for that, once the key has been let through. */
function isTaken(answer: WireAnswer): boolean {
  if (answer.kind !== 'answered') return false;
  const { status } = answer;
  return (status >= 200 && status < 300) || status === 400 || status === 422;
}

/** An answer in a few words. */
export function toldBy(answer: WireAnswer): string {
  if (answer.kind !== 'answered') return answer.reason;
  const { message } = readBody(answer.body);
  return `HTTP ${String(answer.status)}${message === undefined ? '' : `, ${message}`}`;
}
