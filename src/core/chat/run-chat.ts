import type { Said } from '#core/ai/prompt.ts';
import { AppError } from '#core/app-error.ts';
import type { Call } from '#core/conversation/effect.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Chat, ChatLine, ChatLineOfKind } from '#core/flow/model/chat.ts';
import type { Copy } from '#core/flow/model/words.ts';
import type { Problem } from '#core/flow/problem.ts';
import { raiseProblems } from '#core/flow/raise-problems.ts';
import type { ChatSource } from '#core/flow/read/read-chat.ts';
import type { Finding, Path } from '#core/flow/read/source.ts';

import type { ChatFailure, ChatOutcome, TranscriptLine } from './chat-outcome.ts';
import { differenceOf, isAnything } from './compare-bubble.ts';
import {
  differentBubble,
  noBubble,
  noOption,
  nothingLost,
  noWords,
  unexpectedBubble,
} from './failed-expectations.ts';
import type { Happening, Stub } from './happening.ts';
import { profileFinding } from './profile-findings.ts';
import type { SaidBubble } from './said-bubble.ts';
import { type AskInTalk, type Moved, Talk } from './talk.ts';
import { transcriptOf } from './transcript.ts';

/** Who answers calls of which a chat says nothing. */
export interface Answering {
  /** What a connector answers where a chat says nothing of it, by its name. */
  readonly mocks?: ReadonlyMap<string, unknown>;
  /** What the AI answers where a chat says nothing of it. */
  readonly recorded?: Recorded;
}

export interface RunOptions extends Answering {
  /** Told of each event of each chat once it is applied. */
  readonly onMoved?: (moved: Moved) => void;
}

/** The recorded answer to a question of an `ai` step; where there is none, the chat fails. */
type Recorded = (
  call: Call,
  said: readonly Said[],
  file: string,
  ask: AskConnector,
) => Stub | NotRecorded | undefined;

/** A question that nobody has recorded an answer to. */
export interface NotRecorded {
  readonly kind: 'not-recorded';
  /** What is known of it: why those that are recorded do not fit. */
  readonly why: string | undefined;
}

/** What a connector answers that the AI asks; `undefined` where nobody has said it. */
export type AskConnector = (
  connector: string,
  input: Readonly<Record<string, unknown>>,
) => Stub | undefined;

/** How a chat went, and all that was said in it. */
export interface Ran {
  readonly outcome: ChatOutcome;
  readonly transcript: readonly TranscriptLine[];
}

/** Tries one chat in one of its languages. */
export function runChat(
  release: CompiledRelease,
  { source, chat, locale }: OneChat,
  options: RunOptions = {},
): Ran {
  return new ChatRun(release, source, chat, locale, options).ran();
}

/** A chat in one of its languages. */
export interface OneChat {
  readonly source: ChatSource['source'];
  readonly chat: Chat;
  /** `undefined` where the chat names none. */
  readonly locale: string | undefined;
}

/** The chats of these files in each of their languages, in the order of the files. */
export function eachChat(sources: readonly ChatSource[]): readonly OneChat[] {
  return sources.flatMap(({ chats, source }) =>
    chats.flatMap((chat) => {
      const locales = chat.locales.length === 0 ? [undefined] : chat.locales;
      return locales.map((locale) => ({ source, chat, locale }));
    }),
  );
}

/** Tries every chat in each of its languages, in the order of the files. */
export function runChats(
  release: CompiledRelease,
  sources: readonly ChatSource[],
  options: RunOptions = {},
): readonly ChatOutcome[] {
  return eachChat(sources).map((chat) => runChat(release, chat, options).outcome);
}

/** What a line found wrong; its path is below the line. */
class Failed extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** One chat in one language, until its end or the first line that does not hold. */
class ChatRun {
  private readonly talk: Talk;
  private readonly transcript: TranscriptLine[] = [];
  private readonly happened: Happening[] = [];
  /** Bubbles that no line has spoken of yet, the oldest first. */
  private pending: SaidBubble[] = [];
  /** All of the bot's bubbles, for hints. */
  private readonly said: SaidBubble[] = [];
  private lettingPass = false;
  /** Whether anything but the chat itself was to answer for the AI. */
  private hasAskedAi = false;

  constructor(
    private readonly release: CompiledRelease,
    private readonly source: ChatSource['source'],
    private readonly chat: Chat,
    private readonly locale: string | undefined,
    { onMoved, ...answering }: RunOptions,
  ) {
    const { attributes, startMs } = chat;
    this.talk = new Talk(release, {
      ...(locale !== undefined && { language: locale }),
      ...(attributes !== undefined && { attributes }),
      ...(startMs !== undefined && { startMs }),
      ...(onMoved !== undefined && { onMoved }),
      answers: (call, said, ask) => this.answerTo(call, said, ask, answering),
    });
  }

  /** What the chat says of a system counts, wherever it says it: then nobody else does. */
  private answerTo(
    call: Call,
    said: readonly Said[],
    ask: AskInTalk,
    { mocks, recorded }: RunOptions,
  ): Stub | undefined {
    const { connector } = call;
    if (connector !== 'ai') return this.mockOf(connector, mocks);
    if (this.isStubbed(connector)) return undefined;
    this.hasAskedAi = true;
    if (recorded === undefined) return undefined;
    let untold: Finding | undefined;
    const asking: AskConnector = (name, input) => {
      const stub = ask(name, input, this.mockOf(name, mocks));
      if (stub === undefined) untold ??= toolNotAnswered(call.step, name, input);
      return stub;
    };
    const stub = recorded(call, said, this.source.file, asking);
    if (untold !== undefined) throw new Failed(untold);
    if (stub !== undefined && stub.kind !== 'not-recorded') return stub;
    throw new Failed(notRecorded(call.step, this.source.file, stub?.why));
  }

  private mockOf(connector: string, mocks: RunOptions['mocks']): Stub | undefined {
    if (this.isStubbed(connector) || mocks?.has(connector) !== true) return undefined;
    return { kind: 'answer', value: mocks.get(connector) };
  }

  private isStubbed(connector: string): boolean {
    return this.chat.lines.some(
      (line) => line.kind === 'call' && Object.hasOwn(line.value, connector),
    );
  }

  ran(): Ran {
    return { outcome: this.outcome(), transcript: this.transcript };
  }

  private outcome(): ChatOutcome {
    const { chat, source, locale } = this;
    const start = source.problem({
      ...{ code: '', path: [...chat.path, 'chat'], message: '', cure: '', atKey: true },
    });
    const failure = this.run();
    return { file: source.file, line: start.line, title: chat.title, locale, failure };
  }

  private run(): ChatFailure | undefined {
    const { lines } = this.chat;
    for (const [index, line] of lines.entries()) {
      const failure = this.trying([...this.chat.path, 'steps', index], () => {
        this.take(line);
      });
      if (failure !== undefined) return failure;
    }
    const last = [...this.chat.path, 'steps', lines.length - 1];
    const failure = this.trying(last, () => {
      this.nothingIsLeft([], 'after');
    });
    if (failure !== undefined || this.chat.rubric.length === 0 || this.hasAskedAi) return failure;
    return this.trying(this.chat.path, () => {
      throw new Failed(nothingToJudge());
    });
  }

  private trying(path: Path, work: () => void): ChatFailure | undefined {
    try {
      work();
      return undefined;
    } catch (failure) {
      const finding = findingFor(failure);
      const where = { ...finding, path: [...path, ...finding.path] };
      const found = this.source.problem(where);
      const [problem = found] = raiseProblems([found]);
      return { problem: this.inLocale(problem), transcript: this.transcript };
    }
  }

  /** A chat in several languages says which of them went wrong. */
  private inLocale(problem: Problem): Problem {
    if (this.locale === undefined || this.chat.locales.length < 2) return problem;
    return { ...problem, message: `In ${this.locale}: ${problem.message}` };
  }

  private take(line: ChatLine): void {
    switch (line.kind) {
      case 'bot':
        this.expectBubble(line.value);
        return;
      case 'call':
        this.stubCalls(line.value);
        return;
      case 'customer':
      case 'agent':
      case 'after':
      case 'line':
      case 'undelivered':
        this.nothingIsLeft([line.kind], 'before');
        this.happens(this.act(line));
        return;
      case 'attributes':
      case 'event':
      case 'canvas':
      case 'handoff':
      case 'owner':
      case 'slots': {
        const finding = profileFinding(line, this.happened, this.talk);
        if (finding !== undefined) throw new Failed(finding);
      }
    }
  }

  private act(
    line: ChatLineOfKind<'customer' | 'agent' | 'after' | 'line' | 'undelivered'>,
  ): readonly Happening[] {
    switch (line.kind) {
      case 'after':
        this.notes('time', `${String(line.value / 60_000)} min later`);
        return this.talk.passes(line.value);
      case 'line':
        return this.deskSees(line.value);
      case 'undelivered':
        return this.isLost(line.value);
      case 'agent':
        return this.agentActs(line.value);
      case 'customer':
        return this.customerActs(line.value);
    }
  }

  private deskSees({ agents = 1, position = 1, wait }: ChatLineOfKind<'line'>['value']) {
    this.notes('handoff', `${String(agents)} agents are there`);
    return this.talk.deskSees(agents, { position, waitMs: wait ?? null });
  }

  private isLost(lost: ChatLineOfKind<'undelivered'>['value']): readonly Happening[] {
    const fits = (bubble: SaidBubble): boolean =>
      isAnything(lost) ||
      differenceOf(lost, bubble, (copy) => this.words(copy, ['undelivered'])) === undefined;
    const bubble = this.said.findLast(fits);
    if (bubble === undefined) throw new Failed(nothingLost(this.said));
    this.notes('time', `not delivered: ${bubble.text}`);
    return this.talk.loses(bubble.step);
  }

  private agentActs(value: ChatLineOfKind<'agent'>['value']): readonly Happening[] {
    if (typeof value === 'object' && 'took' in value) return this.talk.agentTakes();
    if (typeof value === 'object' && 'returned' in value) return this.talk.returns();
    if (typeof value === 'object' && 'left' in value) return this.talk.agentLeaves();
    if (typeof value === 'object' && 'closed' in value) {
      return this.talk.closes(value.closed === 'quietly');
    }
    return this.talk.agentSays(this.words(value, ['agent']));
  }

  private customerActs(value: ChatLineOfKind<'customer'>['value']): readonly Happening[] {
    if (typeof value === 'object' && 'media' in value) {
      const { media, text } = value as { readonly media: string; readonly text?: Copy };
      const caption = text === undefined ? '' : this.words(text, ['customer', 'text']);
      this.notes('customer', `<${media}> ${caption}`.trim());
      const address = media.includes('://') ? media : `https://media.example/${media}`;
      return this.talk.sends([address], caption);
    }
    const text =
      typeof value === 'object' && 'tap' in value
        ? this.tapped((value as { readonly tap: Copy | number }).tap)
        : this.words(value, ['customer']);
    this.notes('customer', text);
    return this.talk.says(text);
  }

  private tapped(tap: Copy | number): string {
    const { offers } = this.talk;
    const title = typeof tap === 'number' ? offers[tap - 1] : this.words(tap, ['customer', 'tap']);
    if (title !== undefined && offers.includes(title)) return title;
    throw new Failed(noOption(title ?? JSON.stringify(tap), offers));
  }

  private stubCalls(stubs: ChatLineOfKind<'call'>['value']): void {
    for (const [connector, stub] of Object.entries(stubs)) {
      const { connectors } = this.release.bot;
      if (connector !== 'ai' && !connectors.has(connector)) {
        throw new Failed(noConnector(connector, [...connectors.keys()]));
      }
      this.happens(this.talk.answersCall(connector, stubOf(stub)));
    }
  }

  private happens(happened: readonly Happening[]): void {
    this.happened.push(...happened);
    this.transcript.push(...transcriptOf(happened));
    for (const each of happened) {
      if (each.kind !== 'bubble' || each.bubble.sender === 'agent') continue;
      this.pending.push(each.bubble);
      this.said.push(each.bubble);
    }
  }

  private expectBubble(expected: ChatLineOfKind<'bot'>['value']): void {
    if (isAnything(expected)) {
      this.lettingPass = true;
      return;
    }
    const differs = (bubble: SaidBubble): ReturnType<typeof differenceOf> =>
      differenceOf(expected, bubble, (copy) => this.words(copy, ['bot']));
    const found = this.lettingPass ? this.pending.findIndex((bubble) => !differs(bubble)) : 0;
    const bubble = this.pending[Math.max(0, found)];
    if (bubble === undefined) throw new Failed(noBubble(this.said, differs, this.talk));

    const difference = differs(bubble);
    if (difference !== undefined) {
      throw new Failed(differentBubble(difference, bubble, this.pending.slice(1), differs));
    }
    this.pending = this.pending.slice(found + 1);
    this.lettingPass = false;
  }

  private nothingIsLeft(path: Path, where: 'before' | 'after'): void {
    const [first] = this.pending;
    if (first !== undefined && !this.lettingPass) {
      throw new Failed(unexpectedBubble(first, path, where));
    }
    this.pending = [];
    this.lettingPass = false;
  }

  private words(copy: Copy, path: Path): string {
    if (typeof copy === 'string') return copy;
    const text = copy[this.locale ?? this.talk.locale];
    if (text === undefined) throw new Failed(noWords(this.locale ?? this.talk.locale, path));
    return text;
  }

  private notes(who: TranscriptLine['who'], text: string): void {
    this.transcript.push({ who, text });
  }
}

function stubOf(stub: unknown): Stub {
  if (typeof stub === 'object' && stub !== null && Object.keys(stub).length === 1) {
    if ('failed' in stub && stub.failed === true) {
      return { kind: 'failed', reason: 'the test says so' };
    }
    if ('refused' in stub && stub.refused === true) {
      return { kind: 'refused', reason: 'the test says so' };
    }
    if ('timeout' in stub && stub.timeout === true) return { kind: 'timeout' };
  }
  return { kind: 'answer', value: stub };
}

function toolNotAnswered(
  step: string,
  connector: string,
  input: Readonly<Record<string, unknown>>,
): Finding {
  return {
    ...{ code: 'chat.tool-not-answered', path: [] },
    message: `The AI asks ${connector} ${JSON.stringify(input)} at ${step}, and nothing says what it is answered`,
    cure: `Write \`- call: { ${connector}: … }\` above this line, once for each time that it is asked; or, for all chats, \`mock\` in connectors.yaml.`,
  };
}

function notRecorded(step: string, file: string, why: string | undefined): Finding {
  const more = why === undefined ? '' : `: ${why}`;
  return {
    ...{ code: 'chat.not-recorded', path: [] },
    message: `The AI is asked at ${step}, and no answer to this question is recorded${more}`,
    cure: `Record it: \`parley test --record --only ${file}\`. Or say it in the chat: \`- call: { ai: … }\`.`,
  };
}

function nothingToJudge(): Finding {
  return {
    ...{ code: 'chat.nothing-to-judge', path: ['judge'], atKey: true },
    message: 'A judge is asked what a model said, and no model is asked in this chat',
    cure: 'Remove `judge`, or let the model answer: without `- call: { ai: … }`, up to a step that asks it.',
  };
}

function noConnector(name: string, known: readonly string[]): Finding {
  const cure =
    known.length === 0
      ? 'bot.yaml names no connectors.'
      : `Write one of ${known.join(', ')}: those that bot.yaml names.`;
  return {
    ...{ code: 'chat.unknown-connector', path: ['call', name], atKey: true, cure },
    oneOf: { given: name, among: known },
    message: `There is no connector "${name}"`,
  };
}

/** What the machine itself could not do is a failure of the chat too: its cause says why. */
function findingFor(failure: unknown): Finding {
  if (failure instanceof Failed) return failure.finding;
  if (!(failure instanceof AppError)) throw failure;
  const cause = failure.cause instanceof Error ? `: ${failure.cause.message}` : '';
  return {
    ...{ code: 'chat.bot-broke', path: [] },
    message: `The bot broke here: ${failure.message}${cause}`,
    cure: 'Customers would be told that something went wrong. Look at the step they stand at.',
  };
}
