import type { FlowContext, Frame } from '#core/flow/compile/flow-context.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Input } from '#core/routing/listening.ts';

import type { ListedAction, Moment } from '../carried-out.ts';
import { after, type Here, lettingGo, move, type Moved } from '../moved.ts';
import { slotsOf } from './beneath.ts';
import { builtInWords, type RepairWords } from './built-in-words.ts';
import { contextBefore, type Earlier, earlierQuestions } from './earlier.ts';
import { goingOn } from './returning.ts';

const RESUME: Input = { type: 'resume' };

/** Repairs that the machine knows nothing of: they move the conversation from one state to another. */
export class Repairing {
  constructor(
    private readonly release: CompiledRelease,
    private readonly here: Here,
    private readonly moment: Moment,
  ) {}

  /** The open question once more; `words` before it. */
  again(...words: readonly ListedAction[]): Moved {
    const { place, context } = this.here;
    const input = place.resumes === 'question' ? RESUME : undefined;
    return after(words, move(place, context, input, this.moment));
  }

  /** The same in the language that the context has by now. */
  inTheirLanguage(): Moved {
    return this.again(this.saying('language_set'));
  }

  /** The question before the open one; before the first, what the customer had put aside. */
  back(): Moved {
    const { context, place, timers } = this.here;
    const [earlier] = earlierQuestions(context);
    if (earlier !== undefined) return this.to(earlier, RESUME);

    const aside = context.stack.findLastIndex(({ kind }) => kind === 'aside');
    const frame = context.stack[aside];
    if (frame === undefined) return this.again(this.saying('nothing_before'));

    const left: Moved = {
      value: place.snapshotWith(context).value,
      context: { ...context, stack: context.stack.slice(0, aside + 1) },
      actions: [...lettingGo(timers), ...this.wordsForWait(frame)],
    };
    return goingOn(this.release, left, frame, this.moment);
  }

  /** A wait that goes on says nothing by itself, and who wrote "back" is to hear something. */
  private wordsForWait({ at }: Frame): readonly ListedAction[] {
    const isWait = this.release.places.step(at)?.resumes === 'wait';
    return isWait ? [this.saying('resumed')] : [];
  }

  /** An answer to a question before the open one. */
  corrected(question: string, answer: Input): Moved {
    const earlier = earlierQuestions(this.here.context).find(({ key }) => key === question);
    if (earlier === undefined) return this.again();
    return this.to(earlier, answer, this.saying('corrected'));
  }

  /** An answer to the question that silence closed. */
  pickedUp(answer: Input): Moved {
    const { context } = this.here;
    const { late } = context;
    const place = late === null ? undefined : this.release.places.step(late.at);
    if (late === null || place === undefined) return this.again();

    const { stack, trail } = late;
    const slots = slotsOf(this.release, place, late, context.slots);
    const before: FlowContext = {
      ...context,
      slots,
      stack,
      trail,
      tries: 0,
      misses: 0,
      late: null,
    };
    return after([this.saying('picked_up')], move(place, before, answer, this.moment));
  }

  private to(earlier: Earlier, input: Input, ...words: readonly ListedAction[]): Moved {
    const { context, timers } = this.here;
    const place = this.release.places.step(earlier.key);
    if (place === undefined) return this.again();

    const before = contextBefore(this.release, place, context, earlier);
    return after([...lettingGo(timers), ...words], move(place, before, input, this.moment));
  }

  private saying(key: RepairWords): ListedAction {
    return builtInWords(this.release.bot, key, this.here.context);
  }
}
