import { everyReading } from '#core/conversation/every-reading.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { inShort } from '#core/flow/graph/in-short.ts';
import type { Flow } from '#core/flow/model/flow.ts';
import type { Slot } from '#core/flow/model/slot.ts';
import { type Asking, isAsking, isCalling, type Step } from '#core/flow/model/step.ts';
import type { Phrases } from '#core/flow/model/words.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';
import { badAnswer, sampleAnswer } from '#core/flow/sample-answer.ts';

import type { Happening, Stub } from './happening.ts';
import { literalsIn } from './literals-in.ts';
import { sampleResults } from './sample-results.ts';
import type { Talk } from './talk.ts';

const REFUSED: Stub = { kind: 'refused', reason: 'a suggested chat says so' };

/** Something that somebody does in a chat, and the line that says so. */
export interface Act {
  readonly line: Readonly<Record<string, unknown>>;
  readonly run: (talk: Talk) => readonly Happening[];
  /** Tried for its own sake only: nobody goes on from there. */
  readonly isAside?: true;
}

/** What could happen next in a talk, by where it stands: one of each kind that makes a difference. */
export class Acts {
  private readonly flows: ReadonlyMap<string, Flow>;
  private readonly botSlots: Readonly<Record<string, Slot>>;

  constructor(
    private readonly release: CompiledRelease,
    { flows, bot }: ReleaseSource,
  ) {
    this.flows = new Map(flows.map(({ flow }) => [flow.name, flow]));
    this.botSlots = bot.slots ?? {};
  }

  /** @param happened what followed from the act before: some of it may not arrive */
  after(talk: Talk, happened: readonly Happening[] = []): readonly Act[] {
    if (talk.owner !== 'bot') return [];

    const [flowName = '', stepName = ''] = talk.step.split('.');
    const flow = this.flows.get(flowName);
    const step = flow?.steps.get(stepName);
    if (flow === undefined || step === undefined) return this.atRest(talk);
    return [
      ...(isAsking(step) ? this.atQuestion(talk, flow, step) : []),
      ...(isAsking(step) && step.undelivered !== undefined ? [LOSING] : []),
      ...(isCalling(step) ? this.atCall(talk, flow, step) : []),
      ...losingSome(flow, happened),
      ...letTimePass(talk),
    ];
  }

  private atRest(talk: Talk): readonly Act[] {
    const keywords = [...this.flows.values()].flatMap((flow) => this.keywordOf(flow, talk.locale));
    const late = this.lateAnswers(talk);
    return [
      ...late,
      ...[...keywords, NOTHING_KNOWN, ...this.command('menu', talk.locale)].map(writing),
    ];
  }

  private atQuestion(talk: Talk, flow: Flow, step: Asking): readonly Act[] {
    const keywords = this.interruptingKeyword(talk);
    const aside = (act: Act): Act => ({ ...act, isAside: true });
    return [
      ...this.answersTo(flow, step, talk),
      ...[...this.wrongAnswers(flow, step, talk.locale)].map(writing),
      ...this.comparedValues(flow, step).map(writing),
      ...[...keywords, ...this.stopWords(talk.locale)].map(writing).map(aside),
      ...this.command('agent', talk.locale).map(writing).map(aside),
      aside(PICTURE),
    ];
  }

  private answersTo(flow: Flow, step: Asking, talk: Talk): readonly Act[] {
    if (step.kind === 'choose') {
      return step.options.map(({ title }) => {
        const text =
          typeof title === 'string' ? title : (title[talk.locale] ?? Object.values(title)[0] ?? '');
        return talk.offers.includes(text) ? tapping(text) : writing(text);
      });
    }
    return [...this.rightAnswers(flow, step.ask, talk.locale)].map(writing);
  }

  private rightAnswers(flow: Flow, name: string, locale: string): ReadonlySet<string> {
    const slot = flow.slots.get(name) ?? this.botSlots[name] ?? { type: 'text' as const };
    const { yesNo } = this.release.bot;
    const choices = Array.isArray(slot.options) ? slot.options : Object.keys(slot.options ?? {});
    const sample = sampleAnswer(slot, locale);
    return new Set([
      ...(sample === undefined ? [] : [sample]),
      ...choices.map((choice) => choice.replaceAll('_', ' ')),
      ...(slot.type === 'boolean' ? wordsFor(yesNo.phrases(), locale) : []),
    ]);
  }

  /** Answers that the flow's conditions make a difference of. */
  private comparedValues(flow: Flow, step: Asking): readonly string[] {
    if (step.kind === 'choose') return [];
    const slot = flow.slots.get(step.ask) ?? this.botSlots[step.ask];
    return literalsIn(flow, slot?.type ?? 'text');
  }

  private wrongAnswers(flow: Flow, step: Asking, locale: string): readonly string[] {
    if (step.kind === 'choose') return [NOTHING_KNOWN];
    const slot = flow.slots.get(step.ask) ?? this.botSlots[step.ask] ?? { type: 'text' as const };
    const text = badAnswer(slot, locale);
    return text === undefined ? [] : [text];
  }

  /** An answer to the question that silence closed. */
  private lateAnswers(talk: Talk): readonly Act[] {
    const late = talk.state.snapshot?.context['late'] as { readonly at: string } | undefined;
    const [, flowName = '', stepName = ''] = late?.at.split('/') ?? [];
    const flow = this.flows.get(flowName);
    const step: Step | undefined = flow?.steps.get(stepName);
    if (flow === undefined || step === undefined || !isAsking(step)) return [];
    // Titles may be keywords, too: at rest they start their flow.
    const byNumber = step.kind === 'choose' ? [writing('1')] : [];
    return [...byNumber, ...this.answersTo(flow, step, talk).slice(0, 1)];
  }

  private atCall(talk: Talk, flow: Flow, step: Step): readonly Act[] {
    const connector = talk.openCall?.connector;
    if (connector === undefined) return [];

    const saved = 'save' in step && typeof step.save === 'string' ? step.save : undefined;
    const slot = saved === undefined ? undefined : (flow.slots.get(saved) ?? this.botSlots[saved]);
    const answers = sampleResults(flow, saved, slot, talk.locale);
    const stubs: Stub[] = [
      ...answers.map((value): Stub => ({ kind: 'answer', value })),
      { kind: 'failed', reason: 'a suggested chat says so' },
      { kind: 'timeout' },
      ...('refused' in step && step.refused !== undefined ? [REFUSED] : []),
    ];
    return stubs.map((stub) => ({
      line: { call: { [connector]: stub.kind === 'answer' ? stub.value : { [stub.kind]: true } } },
      run: (each) => each.answersCall(connector, stub),
    }));
  }

  /** One that is taken for a keyword where the customer stands: options may have the same words. */
  private interruptingKeyword(talk: Talk): readonly string[] {
    const all = [...this.flows.values()].flatMap(({ keywords }) => wordsIn(keywords, talk.locale));
    const means = (text: string): string | undefined =>
      everyReading(this.release, talk.state, text)[0]?.by;
    return all.filter((text) => means(text) === 'keyword').slice(0, 1);
  }

  private keywordOf({ keywords }: Flow, locale: string): readonly string[] {
    return wordsIn(keywords, locale).slice(0, 1);
  }

  private stopWords(locale: string): readonly string[] {
    return wordsFor(this.release.bot.optOut.phrases(), locale).slice(0, 1);
  }

  private command(command: string, locale: string): readonly string[] {
    const phrases = [...this.release.bot.commands.phrases()].filter(
      ({ value }) => value === command,
    );
    return wordsFor(phrases, locale).slice(0, 2);
  }
}

/** A word that nothing understands. */
const NOTHING_KNOWN = 'xyzzy';

const PICTURE: Act = {
  line: { customer: { media: 'image' } },
  run: (talk) => talk.sends(['https://media.example/image']),
};

/** The question itself does not arrive. */
const LOSING: Act = { line: { undelivered: '…' }, run: (talk) => talk.loses(talk.step) };

/** What steps said in passing does not arrive, where they have a way out of their own. */
function losingSome({ name, steps }: Flow, happened: readonly Happening[]): readonly Act[] {
  const lost = happened.flatMap((each) => {
    if (each.kind !== 'bubble') return [];
    const { step, text } = each.bubble;
    const said = [...steps].find(([key]) => `${name}.${key}` === step)?.[1];
    if (said?.kind !== 'say' || said.undelivered === undefined) return [];
    return [{ line: { undelivered: text }, run: (talk: Talk) => talk.loses(step) }];
  });
  return lost.slice(-1);
}

function writing(text: string): Act {
  return { line: { customer: text }, run: (talk) => talk.says(text) };
}

function tapping(text: string): Act {
  return { line: { customer: { tap: text } }, run: (talk) => talk.says(text) };
}

/** Up to what is waited for next. */
function letTimePass(talk: Talk): readonly Act[] {
  const [next] = talk.timers;
  if (next === undefined) return [];
  const ms = Math.max(1_000, next.dueAtMs - talk.nowMs);
  const whole = Math.ceil(ms / 1_000) * 1_000;
  return [{ line: { after: inShort(whole) }, run: (each) => each.passes(whole) }];
}

function wordsIn(phrases: Phrases, locale: string): readonly string[] {
  return Array.isArray(phrases) ? phrases : (phrases[locale] ?? []);
}

function wordsFor(
  phrases: Iterable<{ readonly text: string; readonly locale: string | undefined }>,
  locale: string,
): readonly string[] {
  return [...phrases]
    .filter((phrase) => phrase.locale === undefined || phrase.locale === locale)
    .map(({ text }) => text);
}
