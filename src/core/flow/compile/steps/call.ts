import type { Call, CallPolicy } from '#core/conversation/effect.ts';

import type { SlotValue } from '../../model/slot.ts';
import type { Calling } from '../../model/step.ts';
import { flowsOf, settleOf, sureOf } from '../../model/steps/ai.ts';
import { timeoutOf } from '../../model/steps/call.ts';
import { changing } from '../changing.ts';
import { fitted } from '../fitting.ts';
import { inputMaker } from '../input-maker.ts';
import { leaving } from '../leaving.ts';
import { botCommands } from '../listening-in-flow.ts';
import { saying } from '../replies.ts';
import type { Action, Given, StateConfig, Transitions } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { writing } from '../writing.ts';
import { aiInput, noting } from './ai-parts.ts';

/** What an `ai` step is to those who answer it: a connector by this name. */
const AI = 'ai';

/**
 * `call` and `ai`: asks another system, waits, and keeps what it answers.
 *
 * The clock that ends the waiting is the state's own, so an answer that comes after it, or after
 * the customer has left, finds nobody waiting. Commands count meanwhile; all else is told to wait, or
 * to an AI a part of the question: it is asked anew, and the answer to what it knew before is stale.
 */
export function compileCall(step: Calling, place: StepPlace): StateConfig {
  const { bot } = place;
  const failed = leaving(step.failed, place);
  const late = step.timed_out === undefined ? failed : leaving(step.timed_out, place);
  const refused = step.refused === undefined ? failed : leaving(step.refused, place);
  const oneMoment = { actions: saying(bot, bot.copy.one_moment, speakerAt(place)) };
  return {
    entry: [asking(step, place)],
    on: {
      'call-result': answered(step, place, failed),
      'call-failed': [failed],
      'call-refused': [refused],
      'one-moment': [oneMoment],
      'cannot-read': [oneMoment],
      ...(step.kind === 'ai' && { more: [{ target: `#${place.id}`, reenter: true }] }),
    },
    after: {
      ...(step.one_moment !== undefined && { [step.one_moment]: [oneMoment] }),
      [timeoutOf(step)]: [late],
    },
    meta: {
      listening: {
        ...{ optOut: 'command.stop', commands: botCommands(bot), keywords: 'no' },
        otherwise: step.kind === 'ai' ? 'more' : 'one-moment',
      },
    },
  };
}

function answered(step: Calling, place: StepPlace, failed: Transitions[number]): Transitions {
  const noted = step.kind === 'ai' ? noting(step, place) : [];
  const written = [...noted, ...writing(step.write, place.id)];
  const led = leadingInto(step, place, noted);
  const isRich = led.length > 0 || noted.length > 0;
  const { save } = step;
  if (save === undefined) return [...led, place.onward(written)];

  const slot = place.slots.get(save) ?? { type: 'text' };
  const resultIn = ({ event }: Given): unknown =>
    isRich && slot.type !== 'object' ? textOf(event.result) : event.result;
  const keeping = changing((given) => ({
    slots: { ...given.context.slots, [save]: fitted(resultIn(given), slot) },
  }));
  const fits = (given: Given): boolean => isSomething(fitted(resultIn(given), slot));
  return [...led, { ...place.onward([keeping, ...written]), guard: fits }, failed];
}

/** What an AI's answer says of a flow, as far as one was asked for. */
interface Led {
  readonly flow?: unknown;
  readonly confidence?: unknown;
  readonly text?: unknown;
}

function ledIn(result: unknown): Led | undefined {
  return typeof result === 'object' && result !== null ? result : undefined;
}

function textOf(result: unknown): unknown {
  const text = ledIn(result) === undefined ? result : ledIn(result)?.text;
  return text === '' ? null : text;
}

/** The ways into the flows that the designer named, and no others: taken where the AI is sure. */
function leadingInto(step: Calling, place: StepPlace, noted: readonly Action[]): Transitions {
  const sure = step.kind === 'ai' && step.tools !== undefined ? sureOf(step.tools) : 0;
  return flowsOf(step).map((flow) => ({
    ...place.towards(flow, noted),
    guard: ({ event }: Given) => {
      const led = ledIn(event.result);
      return led?.flow === flow && typeof led.confidence === 'number' && led.confidence >= sure;
    },
  }));
}

/** An object of which no field was answered is no answer. */
function isSomething(value: SlotValue): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.values(value).some((field) => field !== null) : value !== null;
}

function asking(step: Calling, place: StepPlace): Action {
  const { bot, id } = place;
  const connector = step.kind === 'ai' ? AI : step.call;
  // Asking an AI again costs money and changes nothing.
  const policy: CallPolicy = bot.connectors.get(connector)?.policy ?? 'safe';
  const input = step.kind === 'ai' ? aiInput(step, place) : inputMaker(step.with);
  const settle = step.kind === 'ai' ? settleOf(step) : 0;
  const common = {
    ...{ connector, policy, timeoutMs: timeoutOf(step), step: id },
    ...(settle > 0 && { settleMs: settle }),
  };
  const make = ({ context }: Given): Call => ({ kind: 'call', ...common, input: input(context) });
  return { type: 'call', params: make };
}
