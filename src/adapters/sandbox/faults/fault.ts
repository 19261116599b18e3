import { isObject, type Json } from '../json.ts';

/** Faults that can be played on REST calls, with what each does. */
export const FAULT_KINDS = {
  latency: 'answers `ms` later',
  refuse: 'destroys the connection before the request is read',
  'cut-before': 'reads the request, does nothing, destroys the connection',
  'cut-after': 'does what is asked, destroys the connection instead of answering',
  status: 'answers `status`; with `applied: true` it does what is asked all the same',
  'rate-limit': 'answers 429 until the reset',
  notice: 'answers 201 with the notice that the campaign is paused; nothing is sent',
  errors: 'does what is asked and answers 201 with `errors[]` in the body',
  'slow-body': 'sends half of the answer, the rest `ms` later',
  'half-body': 'does what is asked, sends half of the answer and destroys the connection',
  recipient:
    'refuses with 400 a call for `name` among others, and says where with `named: true`; with `applied: true` sends to the others',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** One switched-on fault. */
export interface Fault {
  readonly kind: FaultKind;
  /** The path that it plays on, or `*` for all. */
  readonly endpoint: string;
  /** From 0 to 1. */
  readonly probability: number;
  /** Calls that it still plays on; `undefined` for all to come. */
  readonly times: number | undefined;
  /** For `latency` and `slow-body`, milliseconds. */
  readonly ms: number;
  /** For `status`. */
  readonly status: number;
  /** For `status`: whether the call is carried out although it is answered with a failure. */
  readonly applied: boolean;
  /** For `status`: answered instead of Braze's own words; a text goes as a page. */
  readonly body: unknown;
  /** For `status` and `rate-limit`: whether the headers about limits are left out. */
  readonly bare: boolean;
  /** For `recipient`: external id of somebody whom Braze does not take. */
  readonly name: string;
  /** For `recipient`: whether the refusal says which of the call's recipients it is about. */
  readonly named: boolean;
}

/** What an owner says of a fault; the rest is as usual. */
export type FaultDefinition = Partial<Fault> & Pick<Fault, 'kind'>;

export function faultOf(given: FaultDefinition): Fault {
  const usual = { endpoint: '*', probability: 1, times: undefined, applied: false };
  const told = { body: undefined, bare: false, name: '', named: false };
  return { ...usual, ...told, ms: 1_000, status: 500, ...given };
}

/** Fields of a fault and whether a value may stand there. */
const FIELDS: Readonly<Record<keyof Fault, readonly [(value: unknown) => boolean, string]>> = {
  kind: [
    (v) => typeof v === 'string' && v in FAULT_KINDS,
    `one of ${Object.keys(FAULT_KINDS).join(', ')}`,
  ],
  endpoint: [
    (v) => typeof v === 'string' && /^(\*|\/.*)$/.test(v),
    '"*" or a path such as "/users/track"',
  ],
  probability: [(v) => isBetween(v, 0, 1), 'a number from 0 to 1'],
  times: [(v) => Number.isSafeInteger(v) && isBetween(v, 1, 1e9), 'a count from 1, or left out'],
  ms: [(v) => isBetween(v, 0, 600_000), 'milliseconds up to 600000'],
  status: [(v) => Number.isInteger(v) && isBetween(v, 200, 599), 'an HTTP status from 200 to 599'],
  applied: [(v) => typeof v === 'boolean', 'true or false'],
  body: [(v) => typeof v === 'string' || isObject(v), 'an object, or a text for a page'],
  bare: [(v) => typeof v === 'boolean', 'true or false'],
  name: [(v) => typeof v === 'string', 'an external id'],
  named: [(v) => typeof v === 'boolean', 'true or false'],
};

/** Reads what somebody switches on, or answers all that is wrong with it. */
export function readFault(
  given: unknown,
  place: string,
): { readonly fault: Fault } | { readonly problems: readonly string[] } {
  if (!isObject(given) || !('kind' in given)) {
    return { problems: [`${place} must be an object with "kind"`] };
  }
  const problems = Object.entries(given).flatMap(([key, value]) => problem(place, key, value));
  return problems.length > 0 ? { problems } : { fault: faultOf(withoutNulls(given)) };
}

function problem(place: string, key: string, value: unknown): readonly string[] {
  if (!Object.hasOwn(FIELDS, key)) {
    return [`${place}.${key} is unknown: write ${Object.keys(FIELDS).join(', ')}`];
  }
  const [isValid, wanted] = FIELDS[key as keyof Fault];
  const isLeftOut = value === null && key !== 'kind';
  return isLeftOut || isValid(value) ? [] : [`${place}.${key} must be ${wanted}`];
}

/** Each field was looked at, so what is left has a fault's form. */
function withoutNulls(given: Json): FaultDefinition {
  const entries = Object.entries(given).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as FaultDefinition;
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}
