import { keyOf } from '#core/flow/places.ts';
import { endOf } from '#core/proof/graph/flow-places.ts';
import type { ReleaseGraph } from '#core/proof/graph/graph-of.ts';
import {
  type Act,
  type Edge,
  type Input,
  isPassed,
  type Place,
  waysFrom,
} from '#core/proof/graph/place.ts';

import type { Walked } from './walk.ts';

/** Held against a walk: whether a control graph has every move that the machine made. */
export class MovesInGraph {
  private readonly returns = new Map<string, Edge[]>();

  constructor(private readonly all: ReleaseGraph) {
    for (const place of all.graph.places) {
      for (const edge of place.edges) {
        if (edge.input.kind !== 'past') continue;
        const end = endOf(edge.input.flow);
        this.returns.set(end, [...(this.returns.get(end) ?? []), edge]);
      }
    }
  }

  /** `undefined` where it has the move; else what is missing, in words. */
  missing(walked: Walked): string | undefined {
    const from = this.placeOf(walked.before);
    const to = this.placeOf(walked.advanced.state);
    const count = walked.advanced.effects.filter(
      (effect) => effect.kind === 'reply' && effect.sender !== 'agent',
    ).length;
    const what = `${JSON.stringify(walked.event)} (${walked.routed?.by ?? ''}), ${String(count)} replies`;
    if (from === undefined || to === undefined) {
      return `no place for ${JSON.stringify(walked.before.snapshot)} or ${JSON.stringify(walked.advanced.state.snapshot)}`;
    }
    if (isNothing(walked) && from.id === to.id) return undefined;
    for (const edge of waysFrom(from)) {
      if (!fits(edge.input, walked)) continue;
      if (this.leads(edge, to, count)) return undefined;
    }
    return `${from.key} → ${to.key} by ${what}`;
  }

  placeOf({ snapshot }: Walked['before']): Place | undefined {
    const value = snapshot === undefined ? 'bot/rest' : keyOf(snapshot.value);
    const [owner = '', flow = '', step, stage = 'open'] = value.split('/');
    const tries = Number(snapshot?.context['tries'] ?? 0);
    const silences = stage === 'open' ? 0 : Number(stage.replace('silent_', ''));
    const key = step === undefined ? (OTHERS[value] ?? owner) : `${flow}.${step}`;
    const { graph } = this.all;
    const found =
      graph.find(`${key}/${String(tries)}/${String(silences)}`) ?? graph.find(`${key}/waiting`);
    return found ?? graph.find(key);
  }

  /** Whether a way, and what is passed behind it, leads to a place with so many replies. */
  private leads(first: Edge, to: Place, count: number): boolean {
    const seen = new Set<string>();
    const open: [Edge, number, number][] = [[first, 0, 0]];
    for (const [edge, least, most] of open) {
      const [few, many] = repliesOf(edge.acts);
      const place = this.all.graph.place(edge.to);
      const [low, high] = [least + few, most + many];
      const key = `${String(place.id)} ${String(low)} ${String(high)}`;
      if (low > count || seen.has(key) || high > 60) continue;
      seen.add(key);
      if (place.id === to.id && high >= count) return true;
      const returns = this.returns.get(place.key) ?? [];
      for (const next of [...waysFrom(place), ...returns]) {
        if (isPassed(next.input) || next.input.kind === 'resumed') open.push([next, low, high]);
      }
    }
    return false;
  }
}

const OTHERS: Readonly<Record<string, string>> = {
  ...{ 'bot/rest': 'rest', 'bot/stopping': 'stopping', 'queue/waiting': 'queue' },
  ...{ 'queue/stopping': 'queue:stopping', 'agent/talking': 'agent' },
  ...{ 'agent/stopping': 'agent:stopping', nobody: 'nobody' },
};

/** Least and most; a text with Liquid in it may come out empty. */
function repliesOf(acts: readonly Act[]): readonly [number, number] {
  let least = 0;
  let most = 0;
  for (const act of acts) {
    if (act.kind !== 'say' && act.kind !== 'canvas') continue;
    const maybe =
      act.kind === 'say' &&
      JSON.stringify(act.variations.map((each) => each.bubble)).includes('{%');
    const printed =
      act.kind === 'say' &&
      JSON.stringify(act.variations.map((each) => each.bubble)).includes('{{');
    least += maybe || printed ? 0 : 1;
    most += 1;
  }
  return [least, most];
}

function isNothing({ event, routed, advanced }: Walked): boolean {
  if (event.kind === 'message') return routed?.event === undefined;
  return advanced.effects.length === 0 && event.kind !== 'timer';
}

/** Inputs of the graph that an event can be; what is not named moves nothing there. */
const FITTING: Partial<Record<Walked['event']['kind'], (input: Input) => boolean>> = {
  timer: ({ kind }) => kind === 'silence' || kind === 'wait' || kind === 'timed-out',
  'call-result': ({ kind }) => kind === 'result' || kind === 'failed',
  'call-failed': ({ kind }) => kind === 'failed' || kind === 'refused',
  'agent-took': (input) => input.kind === 'agent' && input.what === 'took',
  'agent-reply': (input) => input.kind === 'agent' && input.what === 'replied',
  'returned-to-bot': (input) => input.kind === 'agent' && input.what === 'returned',
  'delivery-failed': ({ kind }) => kind === 'undelivered',
};

function fits(input: Input, { event, routed }: Walked): boolean {
  if (event.kind === 'message') return fitsMessage(input, routed);
  const instead = event.kind === 'timer' ? INSTEAD_OF_AGENTS[event.timer] : undefined;
  if (instead !== undefined) return input.kind === 'agent' && instead.includes(input.what);
  return FITTING[event.kind]?.(input) ?? false;
}

/** Clocks that do what nobody did: close, give the conversation back, look who is there. */
const INSTEAD_OF_AGENTS: Readonly<Record<string, readonly string[]>> = {
  'handoff.idle': ['closed', 'returned'],
  'handoff.wrap-up': ['closed'],
  'handoff.looking': ['looked at'],
  'handoff.telling': ['looked at'],
};

function fitsMessage(input: Input, routed: Walked['routed']): boolean {
  const type = routed?.event?.type ?? '';
  if (type.startsWith('option.') && input.kind === 'option') return type === `option.${input.id}`;
  switch (routed?.by) {
    case 'opt-out':
      return input.kind === 'command' && input.command === 'stop';
    case 'command':
      return input.kind === 'command' && type === `command.${input.command}`;
    case 'correction':
      return input.kind === 'command' && input.command === 'correction';
    case 'keyword':
      return input.kind === 'keyword';
    case 'answer':
      return input.kind === 'answer' || input.kind === 'media';
    case 'late-answer':
      return input.kind === 'late';
    case 'welcome':
    case 'understand':
      return input.kind === 'welcome';
    case 'invalid':
      return input.kind === 'invalid';
    case 'no-match':
      return input.kind === 'no-match' || input.kind === 'busy';
    case 'cannot-read':
      return input.kind === 'unreadable';
    case 'option':
    case 'not-for-the-bot':
    case undefined:
      return false;
  }
}
