import { isAtRest } from '#core/conversation/advance.ts';
import type { Reply } from '#core/conversation/effect.ts';
import { WINDOW_MS } from '#core/conversation/window.ts';
import { keyOf } from '#core/flow/places.ts';

import type { Walked } from './walk.ts';

/** Something that was seen on a walk and that a proof promises never happens. */
export interface ObservedFault {
  /** Of the problem that has to be there. */
  readonly code: string;
  /** The file it has to be in; `undefined` where several may have their part in it. */
  readonly file: string | undefined;
  readonly what: string;
}

const MOST_BUBBLES = 5;
const MOST_PROMPTS = 3;

/** Watches a conversation as its customer would, knowing nothing of how flows are made. */
export class Watcher {
  private inboundMs = 0;
  private laneMs = 0;
  private bubbles = 0;
  private refused = 0;

  /** What was wrong with what one event led to. */
  see(walked: Walked): readonly ObservedFault[] {
    const { event, advanced, atMs } = walked;
    const replies = advanced.effects.filter((effect) => effect.kind === 'reply');
    // What follows from a person's doing is not the flow's.
    if (isUnheard(walked)) {
      this.inboundMs = Math.min(this.inboundMs, atMs - A_DAY_MS);
      this.bubbles = 0;
    } else if (!BY_ITSELF.has(event.kind)) {
      this.inboundMs = atMs;
      this.laneMs = 0;
      this.bubbles = 0;
    }
    // Who has been silent in between begins anew.
    if (event.kind === 'timer') this.refused = 0;
    if (walked.routed !== undefined) {
      this.refused = walked.routed.by === 'invalid' ? this.refused + 1 : 0;
    }
    return [
      ...this.lateReplies(walked, replies),
      ...this.tooMany(walked, replies),
      ...this.silence(walked, replies),
      ...this.gaps(replies),
      ...this.waitsForEver(walked),
    ];
  }

  private lateReplies({ atMs }: Walked, replies: readonly Reply[]): ObservedFault[] {
    return replies.flatMap((reply) => {
      this.laneMs = Math.max(this.laneMs, atMs) + reply.delayMs;
      const hours = (this.laneMs - this.inboundMs) / 3_600_000;
      if (reply.carrier !== undefined || hours * 3_600_000 <= WINDOW_MS) return [];
      return [fault('proof.outside-window', undefined, `${reply.step} after ${String(hours)} h`)];
    });
  }

  private tooMany(walked: Walked, replies: readonly Reply[]): ObservedFault[] {
    this.bubbles += replies.filter(({ step }) => !step.startsWith('bot.')).length;
    // Where something put aside goes on, replies are counted anew.
    if (hasResumed(walked, replies)) this.bubbles = 0;
    const asksAgain = walked.routed?.by === 'invalid' && walked.advanced.state.owner === 'bot';
    return [
      ...(this.bubbles > MOST_BUBBLES
        ? [fault('proof.too-many-bubbles', undefined, `${String(this.bubbles)} in a row`)]
        : []),
      ...(asksAgain && this.refused > MOST_PROMPTS && isQuestion(walked)
        ? [fault('proof.too-many-prompts', undefined, `${String(this.refused)} in a row`)]
        : []),
    ];
  }

  private silence(walked: Walked, replies: readonly Reply[]): ObservedFault[] {
    const { event, before, advanced } = walked;
    const isHeard = event.kind === 'message' && before.owner === 'bot';
    const waits = advanced.effects.some(({ kind }) => kind === 'call');
    if (!isHeard || waits || replies.length > 0 || stepOf(before)[0] === 'stopping') return [];
    return [fault('proof.no-reply', stepOf(before)[0] ?? 'rest', `after ${JSON.stringify(event)}`)];
  }

  /** Texts of random releases print a slot between words, so that one that is unset shows. */
  private gaps(replies: readonly Reply[]): ObservedFault[] {
    return replies
      .filter(({ properties }) => properties['external_system_msg_body'] === 'So it is .')
      .map(({ step }) => fault('proof.slot-may-be-unset', step.split('.')[0], step));
  }

  private waitsForEver({ advanced: { state } }: Walked): ObservedFault[] {
    const waits = state.owner === 'bot' && !isAtRest(state) && state.snapshot?.timers.length === 0;
    return waits
      ? [fault('proof.silence-never-ends', stepOf(state)[0], stepOf(state).join('.'))]
      : [];
  }
}

/** What follows nobody's message. */
const BY_ITSELF = new Set(['timer', 'call-result', 'call-failed', 'delivery-failed']);
const A_DAY_MS = 24 * 3_600_000;

/** Words that did not arrive were answered; that may be when the 24 hours are over. */
function isUnheard({ event, before, advanced }: Walked): boolean {
  const isSo = ({ snapshot }: Walked['before']): boolean => snapshot?.context['unreached'] === true;
  return event.kind === 'delivery-failed' && isSo(advanced.state) && !isSo(before);
}

function fault(code: string, flow: string | undefined, what: string): ObservedFault {
  // Where no flow is under way, all that is said is the bot's.
  const file = flow === undefined ? undefined : `${flow === 'rest' ? 'bot' : flow}.yaml`;
  return { code, file, what };
}

/** The flow and the step; one of the two, or none, where no flow is under way. */
function stepOf({ snapshot }: Walked['before']): readonly string[] {
  const [, flow, step] = snapshot === undefined ? [] : keyOf(snapshot.value).split('/');
  return [flow, step].filter((name) => name !== undefined);
}

/** A wait goes on without a word, but in another flow than the one that spoke last. */
function hasResumed({ advanced: { state } }: Walked, replies: readonly Reply[]): boolean {
  if (replies.some(({ step }) => step === 'bot.resumed')) return true;
  const [flow] = stepOf(state);
  const [spoke] = replies.at(-1)?.step.split('.') ?? [];
  return spoke !== undefined && spoke !== 'bot' && flow !== 'rest' && spoke !== flow;
}

function isQuestion({ advanced: { state } }: Walked): boolean {
  return !isAtRest(state);
}
