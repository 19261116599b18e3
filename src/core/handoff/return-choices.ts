import { advance } from '../conversation/advance.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import { placeOf } from '../conversation/repair/beneath.ts';
import { restore } from '../conversation/restore.ts';
import { keyOfStep } from '../flow/compile/frames.ts';
import type { CompiledRelease } from '../flow/compiled-release.ts';
import type { QuestionFacts } from '../flow/desk-facts.ts';
import type { ReturnTo } from './desk-event.ts';

/** Somewhere a customer can be given back to, and what they would read. */
export interface ReturnChoice {
  readonly to: ReturnTo;
  /** In order; empty where nothing would be said. */
  readonly preview: readonly string[];
}

/** Who chooses looks at so many. */
const MOST_CHOICES = 100;

/**
 * Where a conversation can go on: the menu, the question that was open, and the questions of its flow
 * whose slots are set now and that the flow's own conditions lead to. What the customer will read is
 * worked out by the machine itself.
 */
export function returnChoices(
  release: CompiledRelease,
  state: ConversationState,
  at: Date,
): readonly ReturnChoice[] {
  const { context } = restore(release, state.snapshot);
  const { held } = context;
  if (held === null) return [];

  const flow = held.left?.at.split('/')[1];
  const known = { ...context.slots, ...held.left?.slots };
  const isKnown = (slot: string): boolean => (known[slot] ?? null) !== null;
  const holds = ({ needs, leadsHere }: QuestionFacts): boolean =>
    needs.every(isKnown) && leadsHere?.(known, at.getTime()) !== false;
  const questions = [...release.desk.questions].filter(([step, facts]) => {
    const frame = { at: keyOfStep(step), kind: 'aside', slots: {}, trail: [] } as const;
    const isOwn = step.split('.')[0] === flow;
    return isOwn && holds(facts) && placeOf(release, frame)?.resumes === 'question';
  });
  const targets: readonly ReturnTo[] = [
    'menu',
    ...(held.left === null ? [] : (['question'] as const)),
    ...questions.slice(0, MOST_CHOICES).map(([step]) => ({ step })),
  ];
  return targets.map((to) => ({ to, preview: previewReturn(release, state, to, at) }));
}

/** What the customer would read who is given back there now. */
function previewReturn(
  release: CompiledRelease,
  state: ConversationState,
  to: ReturnTo,
  at: Date,
): readonly string[] {
  const event = { kind: 'returned-to-bot', by: 'preview', to } as const;
  const { effects } = advance(release, state, event, state.lastSeq + 1, at);
  return effects.flatMap((effect) => {
    if (effect.kind !== 'reply') return [];
    const [first] = Object.values(effect.properties);
    return typeof first === 'string' ? [first] : [];
  });
}
