import { answerReader } from '#core/routing/answer-reader.ts';
import { PhraseTable } from '#core/routing/phrase-table.ts';

import { ladderOf } from '../../model/attempts.ts';
import type { Slot } from '../../model/slot.ts';
import type { StepOfKind } from '../../model/step.ts';
import { answered, asking } from '../asking.ts';
import { phrasesOf } from '../bot-parts-of.ts';
import { ratingWritten } from '../desk/rating-written.ts';
import { backToOpen } from '../falling-silent.ts';
import { laddering } from '../laddering.ts';
import { listeningInQuestion } from '../listening-in-flow.ts';
import { saying } from '../replies.ts';
import type { StateConfig } from '../state-config.ts';
import { speakerAt, type StepPlace } from '../step-place.ts';
import { whileOpen } from '../undelivered.ts';
import { writing } from '../writing.ts';

/** `ask`: says its question, waits, keeps an answer in its slot. */
export function compileAsk(step: StepOfKind<'ask'>, place: StepPlace): StateConfig {
  const { bot, id, onward } = place;
  const silence = step.silence ?? bot.silence;
  const question = saying(bot, step.say, speakerAt(place));
  const keeping = answered(place, ({ context, event }) => ({
    ...context.slots,
    [step.ask]: event.value ?? null,
  }));
  const ladder = laddering(place, ladderOf(step.invalid ?? bot.invalid, step.attempts), {
    ...{ counter: 'tries', stay: backToOpen(silence), question },
  });
  const asked = asking({ place, silence, question });
  const listening = {
    ...listeningInQuestion(bot, step.interrupt, 'exactly'),
    ...hearing(step.ask, place),
    ...(step.media === 'accept' && { takesMedia: true }),
  };
  const config: StateConfig = {
    ...asked,
    on: {
      ...asked.on,
      answer: [onward([keeping, ...writing(ratingWritten(step.ask, step.write, place), id)])],
      invalid: ladder,
    },
    meta: { ...asked.meta, listening },
  };
  return whileOpen(config, step.undelivered, place);
}

function hearing(
  name: string,
  { bot, slots }: StepPlace,
): { answer: ReturnType<typeof answerReader>; otherwise: string } {
  const slot: Slot = slots.get(name) ?? { type: 'text' };
  const options = new PhraseTable(choicePhrases(slot));
  return { answer: answerReader(slot, { yesNo: bot.yesNo, options }), otherwise: 'invalid' };
}

function choicePhrases({ options = [] }: Slot): Iterable<{
  readonly text: string;
  readonly locale: string | undefined;
  readonly value: string;
}> {
  const listed = Array.isArray(options)
    ? options.map((id) => [id, []] as const)
    : Object.entries(options);
  return listed.flatMap(([id, words]) => [
    { text: id.replaceAll('_', ' '), locale: undefined, value: id },
    ...phrasesOf(words as string[], id),
  ]);
}
