import { phrasesOf } from '#core/flow/compile/bot-parts-of.ts';
import { optionPhrases } from '#core/flow/compile/steps/choose.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Phrases } from '#core/flow/model/words.ts';
import type { Place as MachinePlace } from '#core/flow/places.ts';
import type { Path } from '#core/flow/read/source.ts';
import { normalise } from '#core/routing/normalise.ts';
import type { Phrase } from '#core/routing/phrase-table.ts';
import { route } from '#core/routing/route.ts';
import type { Routed } from '#core/routing/routed.ts';

import { formatLine } from './chat/chat-line.ts';
import { REST, stepKey } from './graph/flow-places.ts';
import type { Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import type { Subject } from './subject.ts';

/**
 * Every word that is written for the customer to say means what it was written for, in its own
 * language and where it is open: keywords at rest, options and answers at their question. What
 * a message means is asked of the routing itself.
 */
export const wordsAreHeard: Proof = (subject) => [
  ...keywordsAtRest(subject),
  ...optionsAtQuestions(subject),
  ...answersAtQuestions(subject),
];

/** What a phrase comes to at a place, for a customer of its language. */
class Ears {
  private readonly locale: string;

  constructor(private readonly release: CompiledRelease) {
    this.locale = release.bot.locales[0];
  }

  at(
    place: MachinePlace | undefined,
    { text, locale = this.locale }: Phrase<unknown>,
  ): Routed | undefined {
    if (place?.listening === undefined) return undefined;
    return route(this.release.routing, place.listening, { text, locale, isFirst: false });
  }

  step(flow: string, step: string): MachinePlace | undefined {
    return this.release.places.step(`bot/${flow}/${step}`);
  }

  get rest(): MachinePlace {
    return this.release.places.at({ bot: 'rest' });
  }
}

function keywordsAtRest(subject: Subject): readonly ProofProblem[] {
  const ears = new Ears(subject.release);
  const { rest } = ears;
  return subject.all.source.flows.flatMap(({ flow, source }) =>
    phrasesOf(flow.keywords, flow.name).flatMap((phrase): ProofProblem[] => {
      const routed = ears.at(rest, phrase);
      if (routed?.event?.type === `flow.${flow.name}`) return [];
      const path = pathOfPhrase(['start', 'keywords'], flow.keywords, phrase);
      const finding = {
        code: 'proof.keyword-not-heard',
        message: `"${phrase.text}" does not start this flow: ${meaning(routed)}`,
        cure: 'Choose other words, here or there.',
      };
      return [
        proofProblem({ source, path }, finding, [
          `customer: ${phrase.text}`,
          `(${meaning(routed)})`,
        ]),
      ];
    }),
  );
}

function optionsAtQuestions(subject: Subject): readonly ProofProblem[] {
  const ears = new Ears(subject.release);
  return subject.all.source.flows.flatMap(({ flow, source }) =>
    [...flow.steps].flatMap(([name, step]) => {
      if (step.kind !== 'choose') return [];
      const place = ears.step(flow.name, name);
      return step.options.flatMap(({ id }, at): ProofProblem[] => {
        const phrases = optionPhrases(step.options).filter(({ value }) => value === id);
        const stolen = phrases.flatMap((phrase) => {
          const routed = ears.at(place, phrase);
          const isHeard = routed === undefined || routed.event?.type === `option.${id}`;
          return isHeard ? [] : [{ phrase, routed }];
        });
        const [first] = stolen;
        if (first === undefined) return [];
        const finding = {
          code: 'proof.answer-not-heard',
          message: `${named(stolen)} ${isOneWord(stolen) ? 'does' : 'do'} not choose "${id}" here: ${meaning(first.routed)}`,
          cure: 'Choose other words for the option, or for what takes them away.',
        };
        const path = ['steps', name, 'options', at];
        const shown = chat(subject, flow.name, name, first.phrase, first.routed);
        return [proofProblem({ source, path }, finding, shown)];
      });
    }),
  );
}

/** Words that mean something else than they were written for, in their normal form once each. */
interface Stolen {
  readonly phrase: Phrase<unknown>;
  readonly routed: Routed;
}

function isOneWord(stolen: readonly Stolen[]): boolean {
  return new Set(stolen.map(({ phrase }) => normalise(phrase.text))).size === 1;
}

function named(stolen: readonly Stolen[]): string {
  const words = new Map(stolen.map(({ phrase }) => [normalise(phrase.text), phrase.text]));
  return [...words.values()]
    .slice(0, MOST_NAMED)
    .map((text) => `"${text}"`)
    .join(', ');
}

/** Longest list of words that one problem names. */
const MOST_NAMED = 3;

/** Words that a question would take for its answer, and that mean something else there. */
function answersAtQuestions(subject: Subject): readonly ProofProblem[] {
  const ears = new Ears(subject.release);
  const words = wordsOfAll(subject.release);
  const taken = new Map<string, readonly Phrase<unknown>[]>();
  return subject.all.source.flows.flatMap(({ flow, source }) =>
    [...flow.steps].flatMap(([name, step]): ProofProblem[] => {
      if (step.kind !== 'ask') return [];
      const place = ears.step(flow.name, name);
      const slot = subject.slots.of(flow.name).slotOf(step.ask);
      const answer = place?.listening?.answer;
      if (slot === undefined || answer === undefined || takesAnyWords(answer)) return [];

      // Many questions ask for the same kind of value, and each word is tried once for each kind.
      const kind = JSON.stringify({ ...slot, default: undefined });
      const accepted =
        taken.get(kind) ??
        words.filter(
          ({ text, locale = subject.all.bot.locales[0] }) => answer(text, locale) !== undefined,
        );
      taken.set(kind, accepted);
      const stolen = accepted.flatMap((phrase) => {
        const routed = ears.at(place, phrase);
        return routed === undefined || routed.by === 'answer' ? [] : [{ phrase, routed }];
      });
      const [first] = stolen;
      if (first === undefined) return [];
      const finding = {
        code: 'proof.answer-not-heard',
        message: `${named(stolen)} would answer this, and ${isOneWord(stolen) ? 'means' : 'mean'} something else here: ${meaning(first.routed)}`,
        cure: 'Choose other words for one of the two, or keep keywords out of this question: `interrupt: false`.',
      };
      const path = ['steps', name, 'ask'];
      const shown = chat(subject, flow.name, name, first.phrase, first.routed);
      return [proofProblem({ source, path }, finding, shown)];
    }),
  );
}

function wordsOfAll({ routing, bot }: CompiledRelease): readonly Phrase<unknown>[] {
  return [
    ...routing.keywords.phrases(),
    ...routing.commands.phrases(),
    ...routing.optOut.phrases(),
    ...routing.languages.phrases(),
    ...bot.yesNo.phrases(),
  ];
}

/** Whether whatever is written is an answer, as to a name: no words of its own could be taken from it. */
function takesAnyWords(answer: (text: string, locale: string) => unknown): boolean {
  return ['loremipsum', 'lorem ipsum dolor'].some((text) => answer(text, 'en') !== undefined);
}

function meaning(routed: Routed | undefined): string {
  const [, name = ''] = (routed?.event?.type ?? '').split('.');
  const known: Partial<Record<Routed['by'], string>> = {
    'opt-out': 'it is heard as the wish to stop all messages',
    command: `it is heard as the command "${name}"`,
    keyword: `it starts the flow "${name}"`,
    option: `it chooses "${name}"`,
  };
  return (routed && known[routed.by]) ?? 'it is not understood';
}

function chat(
  subject: Subject,
  flow: string,
  step: string,
  phrase: Phrase<unknown>,
  routed: Routed,
): readonly string[] {
  const { graph } = subject.all;
  const place = graph.find(`${stepKey(flow, step)}/0/0`) ?? graph.find(REST);
  const before = place === undefined ? [] : subject.chatTo(place.id, [], { locale: phrase.locale });
  return [...before, formatLine({ who: 'customer', text: phrase.text }), `(${meaning(routed)})`];
}

function pathOfPhrase(base: Path, phrases: Phrases, { text, locale }: Phrase<unknown>): Path {
  const list = Array.isArray(phrases) ? phrases : (phrases[locale ?? ''] ?? []);
  const at = list.findIndex((each) => normalise(each) === normalise(text));
  return [
    ...base,
    ...(Array.isArray(phrases) || locale === undefined ? [] : [locale]),
    Math.max(0, at),
  ];
}
