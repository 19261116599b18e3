import type { ChatLine } from '#core/flow/model/chat.ts';
import type { Finding } from '#core/flow/read/source.ts';

import type { Happening } from './happening.ts';
import { isSameValue } from './same-value.ts';
import type { Talk } from './talk.ts';

type HappeningOf<K extends Happening['kind']> = Extract<Happening, { readonly kind: K }>;
type Checked = Extract<
  ChatLine,
  { readonly kind: 'attributes' | 'event' | 'canvas' | 'handoff' | 'owner' | 'slots' }
>;

/** What a line claims of the profile, the owner or the slots, and is not so. */
export function profileFinding(
  line: Checked,
  happened: readonly Happening[],
  talk: Talk,
): Finding | undefined {
  switch (line.kind) {
    case 'attributes':
      return differentValues('attributes', line.value, writtenBy(happened), 'written');
    case 'slots':
      return differentValues('slots', line.value, talk.slots, 'remembered');
    case 'event':
      return missingEvent(line.value, all(happened, 'event'));
    case 'canvas':
      return missingCanvas(line.value, all(happened, 'canvas'));
    case 'handoff':
      return differentHandoff(line.value, all(happened, 'handoff').at(-1));
    case 'owner':
      return line.value === talk.owner ? undefined : wrongOwner(talk.owner, talk.step);
  }
}

function all<K extends Happening['kind']>(
  happened: readonly Happening[],
  kind: K,
): HappeningOf<K>[] {
  return happened.filter((each): each is HappeningOf<K> => each.kind === kind);
}

function writtenBy(happened: readonly Happening[]): Readonly<Record<string, unknown>> {
  const written = all(happened, 'attributes').map(({ attributes }) => attributes);
  return Object.assign({}, ...written) as Record<string, unknown>;
}

function differentValues(
  kind: 'attributes' | 'slots',
  expected: Readonly<Record<string, unknown>>,
  actual: Readonly<Record<string, unknown>>,
  done: string,
): Finding | undefined {
  const wrong = Object.entries(expected).find(
    ([name, value]) => !isSameValue(value, actual[name] ?? null),
  );
  if (wrong === undefined) return undefined;

  const [name, value] = wrong;
  const is = actual[name] === undefined ? `not ${done}` : JSON.stringify(actual[name]);
  const others = Object.keys(actual);
  const cure =
    others.length === 0
      ? `Nothing is ${done} here.`
      : `${done[0]?.toUpperCase() ?? ''}${done.slice(1)} are ${JSON.stringify(actual)}.`;
  return {
    code: kind === 'slots' ? 'chat.wrong-slots' : 'chat.wrong-attributes',
    ...{ path: [kind, name], cure },
    message: `"${name}" is ${is} here and should be ${JSON.stringify(value)}`,
  };
}

type EventLine = Extract<ChatLine, { kind: 'event' }>['value'];

function missingEvent(
  expected: EventLine,
  events: readonly HappeningOf<'event'>[],
): Finding | undefined {
  const { name, properties } =
    typeof expected === 'string' ? { name: expected, properties: {} } : expected;
  const named = events.filter((event) => event.name === name);
  if (named.some((event) => hasAll(event.properties, properties ?? {}))) return undefined;

  const written = events.map((event) => `"${event.name}" ${JSON.stringify(event.properties)}`);
  const cure = written.length === 0 ? 'None was written.' : `Written were ${written.join(', ')}.`;
  const which =
    named.length === 0 ? `No event "${name}"` : `No event "${name}" with these properties`;
  return { code: 'chat.no-event', path: ['event'], message: `${which} was written`, cure };
}

type CanvasLine = Extract<ChatLine, { kind: 'canvas' }>['value'];

function missingCanvas(
  expected: CanvasLine,
  canvases: readonly HappeningOf<'canvas'>[],
): Finding | undefined {
  const { name, with: properties } =
    typeof expected === 'string' ? { name: expected, with: undefined } : expected;
  const isThere = canvases.some(
    (each) => each.canvas === name && hasAll(each.properties, properties ?? {}),
  );
  if (isThere) return undefined;

  const sent = canvases.map((each) => `"${each.canvas}" ${JSON.stringify(each.properties)}`);
  const cure =
    sent.length === 0 ? 'They were sent into none.' : `They were sent into ${sent.join(', ')}.`;
  return {
    ...{ code: 'chat.no-canvas', path: ['canvas'], cure },
    message: `The customer was not sent into "${name}" like this`,
  };
}

function hasAll(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(expected).every(([name, value]) =>
    isSameValue(value, actual[name] ?? null),
  );
}

type HandoffLine = Extract<ChatLine, { kind: 'handoff' }>['value'];

function differentHandoff(
  expected: HandoffLine,
  handoff: HappeningOf<'handoff'> | undefined,
): Finding | undefined {
  if (handoff === undefined) {
    const cure = 'Remove this line, or change the flow.';
    const message = 'The conversation was not given to a person';
    return { code: 'chat.no-handoff', path: ['handoff'], message, cure };
  }
  for (const key of ['queue', 'reason', 'priority'] as const) {
    const wanted = expected[key];
    if (wanted === undefined || wanted === handoff[key]) continue;
    return {
      ...{ code: 'chat.no-handoff', path: ['handoff', key] },
      message: `The ${key} is "${handoff[key]}" and not "${wanted}"`,
      cure: 'Change this line, or the handoff in the flow.',
    };
  }
  return undefined;
}

function wrongOwner(owner: string, step: string): Finding {
  return {
    ...{ code: 'chat.wrong-owner', path: ['owner'] },
    message: `It is ${owner === 'nobody' ? 'nobody' : `the ${owner}`} who answers here`,
    cure: `The conversation stands at ${step}. Write \`- owner: ${owner}\`, or change the flow.`,
  };
}
