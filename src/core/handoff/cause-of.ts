import type { ConversationEvent } from '../conversation/conversation-event.ts';
import type { LoggedEvent } from '../conversation/fold-log.ts';
import type { DeskFacts } from '../flow/desk-facts.ts';
import type { Held } from './held.ts';

/** A question that an `ai` step has asked: its event, and the step. */
export interface AskedAi {
  readonly seq: number;
  readonly step: string;
}

/** After more messages than these, what an AI did is no reason any more. */
const MOST_MESSAGES = 5;
const WANTS_PERSON = 'the AI asked for a person';
/** As guards say it where an answer has no field for the wish. */
const WISH = /^the (?:model|bot) asks for a person$/;
const CLOCK = /^xstate\.after\.(\d+)\./;

/**
 * What happened that brought a conversation before people, beside what the flow says of it: words
 * that did not arrive, an AI that gave no answer and why, or one that asked for a person, also where
 * the flow asked something more after it. `undefined` for none of these.
 *
 * @param asked questions to an AI, in any order
 */
export function causeOf(
  held: Held,
  log: readonly LoggedEvent[],
  asked: readonly AskedAi[],
  steps: DeskFacts['steps'],
): string | undefined {
  const before = log.filter(({ seq, isParked }) => seq <= held.seq && !isParked);
  const last = before.at(-1);
  if (last?.seq === held.seq && last.event.kind === 'delivery-failed') return unheard(last.event);

  const question = asked
    .filter(({ seq }) => seq <= held.seq)
    .reduce<AskedAi | undefined>(
      (one, next) => (one && one.seq > next.seq ? one : next),
      undefined,
    );
  if (question === undefined) return undefined;
  const since = before.filter(({ seq }) => seq > question.seq);
  const wrote = since.filter(({ event }) => event.kind === 'message').length;
  return wrote > MOST_MESSAGES ? undefined : whatCame(question, since, steps);
}

function unheard({
  step,
  failure,
  code,
  reason,
}: Extract<ConversationEvent, { readonly kind: 'delivery-failed' }>): string {
  const why = [code, reason].filter((each) => each !== '').join(' ');
  return `what ${step} said did not reach the customer (${[failure, why].filter((each) => each !== '').join(': ')})`;
}

/** The first that came of a question: what comes later finds nobody waiting. */
function whatCame(
  { seq, step }: AskedAi,
  since: readonly LoggedEvent[],
  steps: DeskFacts['steps'],
): string | undefined {
  for (const { event } of since) {
    if (event.kind === 'call-failed' && event.callSeq === seq) return failed(event.reason);
    if (event.kind === 'call-result' && event.callSeq === seq) {
      return wantsPerson(event.value) ? WANTS_PERSON : undefined;
    }
    if (event.kind === 'timer' && event.gen === seq) {
      const [, ms] = CLOCK.exec(event.timer) ?? [];
      // The same state has a clock that says "one moment".
      if (Number(ms) === steps.get(step)?.answersInMs) return 'the AI gave no answer in time';
    }
  }
  return undefined;
}

function failed(reason: string): string {
  if (WISH.test(reason)) return WANTS_PERSON;
  return reason === ''
    ? 'the AI gave no answer'
    : `the AI gave no answer that may be used (${reason})`;
}

function wantsPerson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (value as { readonly handoff?: unknown }).handoff === true;
}
