import { phrasesOf } from '#core/flow/compile/bot-parts-of.ts';
import { fitting } from '#core/flow/compile/fitting.ts';
import { rowOf } from '#core/flow/model/bubble.ts';
import type { SlotValue } from '#core/flow/model/slot.ts';
import type { Copy } from '#core/flow/model/words.ts';

import { endOf } from '../graph/flow-places.ts';
import type { ReleaseGraph } from '../graph/graph-of.ts';
import type { Act, Input, Place, SaidBubble } from '../graph/place.ts';
import type { Step, ThroughFlows } from '../search/shortest-ways.ts';
import type { ChatLine } from './chat-line.ts';
import type { ChatWords } from './chat-words.ts';
import { SlotsAlong } from './slots-along.ts';

/** How a chat is written down. */
export interface ChatOptions {
  /** The customer's language; the bot's first where there is none. */
  readonly locale?: string | undefined;
  /** Answers that are wanted for slots, in place of samples. */
  readonly answers?: ReadonlyMap<string, string>;
}

/** What all chats of a release lean on. */
export interface ChatWorld {
  readonly all: ReleaseGraph;
  readonly through: ThroughFlows;
  readonly words: ChatWords;
}

/** What a customer writes that means nothing anywhere. */
const MEANS_NOTHING = 'hm, xyzzy';

/** The chat that takes these ways, with sample answers; the bot's words are those of the machine. */
export function chatOf(
  ways: readonly Step[],
  { all, through, words }: ChatWorld,
  options: ChatOptions = {},
): readonly ChatLine[] {
  const writer = new ChatWriter(all, words, options);
  for (const way of expanded(ways, all, through)) writer.take(way);
  return writer.lines;
}

/** Ways past sub-flows as the ways into and through them, where those are not there already. */
function* expanded(
  ways: readonly Step[],
  all: ReleaseGraph,
  through: ThroughFlows,
): Generator<Step> {
  let at: number | undefined;
  for (const way of ways) {
    const { input } = way.edge;
    if (input.kind === 'past' && at !== all.graph.id(endOf(input.flow))) {
      const into = way.from.edges.find((edge) => edge.input.kind === 'into');
      if (into !== undefined) yield { from: way.from, edge: into };
      yield* expanded(way.within ?? through.ways(input.flow) ?? [], all, through);
    }
    if (input.kind === 'no-match') yield* earlierRungs(way, input.before);
    yield way;
    at = way.edge.to;
  }
}

/** What was not understood before, as often as it takes to come to this rung. */
function* earlierRungs({ from }: Step, before: number): Generator<Step> {
  for (let rung = 0; rung < before; rung += 1) {
    const edge = from.edges.find(({ input }) => input.kind === 'no-match' && input.before === rung);
    if (edge !== undefined) yield { from, edge };
  }
}

class ChatWriter {
  readonly lines: ChatLine[] = [];
  private readonly locale: string;
  private readonly slots: SlotsAlong;
  private isKeyword = false;

  constructor(
    private readonly all: ReleaseGraph,
    private readonly words: ChatWords,
    private readonly options: ChatOptions,
  ) {
    this.locale = options.locale ?? all.bot.locales[0];
    this.slots = new SlotsAlong(all, this.locale);
  }

  take({ from, edge }: Step): void {
    const { input, acts, to } = edge;
    if (this.isKeyword) this.customer(this.keywordOf(this.all.graph.place(to).flow ?? ''));
    this.isKeyword = input.kind === 'keyword';
    for (const line of this.heard(input, from)) this.lines.push(line);
    for (const act of acts) this.does(act, input);
  }

  /** What makes a way be taken, as lines. */
  private heard(input: Input, from: Place): readonly ChatLine[] {
    switch (input.kind) {
      case 'option':
        return [customer(this.inLocale(input.title))];
      case 'answer':
        return [customer(this.answerFor(input.slot))];
      case 'invalid':
        return [customer(this.badAnswerAt(from))];
      case 'no-match':
        return [customer(MEANS_NOTHING)];
      case 'welcome':
      case 'busy':
        return [customer(MEANS_NOTHING)];
      case 'command':
        return [customer(this.wordFor(input.command))];
      case 'media':
      case 'unreadable':
        return [{ who: 'customer-media' }];
      case 'silence':
      case 'wait':
        return [{ who: 'time', ms: input.afterMs, isSilence: input.kind === 'silence' }];
      case 'result':
      case 'failed':
      case 'refused':
      case 'timed-out':
        return [{ who: 'call', connector: this.connectorAt(from), outcome: input.kind }];
      case 'undelivered':
        return [{ who: 'undelivered' }];
      case 'agent':
        return [{ who: 'agent', what: input.what }];
      case 'keyword': // said once it is known which
      case 'late':
      case 'resumed':
      case 'on':
      case 'branch':
      case 'into':
      case 'past':
        return [];
    }
  }

  private does(act: Act, input: Input): void {
    switch (act.kind) {
      case 'say':
        this.say(act.variations[0]);
        return;
      case 'keep':
        this.slots.keep(act.slot, act.option ?? this.keptFor(act.slot, input));
        return;
      case 'set':
        this.slots.set(act.values);
        return;
      case 'enter':
        this.slots.enter(act.flow);
        return;
      case 'give':
        this.slots.give(act);
        return;
      case 'take':
        this.slots.take(act);
        return;
      case 'canvas':
      case 'write':
      case 'handoff':
      case 'call':
        return;
    }
  }

  private say(said: SaidBubble | undefined): void {
    if (said === undefined) return;
    const { text = '', image, document, buttons = [], list } = said.bubble;
    const words = this.render(text);
    const isFile = image !== undefined || document !== undefined;
    if (words.trim() === '' && !isFile) return;

    const titles = list?.rows.map((row) => rowOf(row).title) ?? buttons;
    const choices = titles.map((title) => this.render(title));
    this.lines.push({ who: 'bot', text: words === '' ? '(a file)' : words, choices });
  }

  private keptFor(name: string, input: Input): SlotValue {
    const slot = this.slots.slot(name);
    if (slot === undefined) return null;
    return fitting(this.answerFor(name, input.kind === 'result' ? 'en' : undefined), slot);
  }

  private answerFor(name: string, locale = this.locale): string {
    const slot = this.slots.slot(name) ?? { type: 'text' as const };
    return this.options.answers?.get(name) ?? this.words.answer(slot, locale);
  }

  private badAnswerAt({ flow = '', step = '' }: Place): string {
    const asking = this.all.flows.get(flow)?.steps.get(step);
    const slot = asking?.kind === 'ask' ? this.slots.slot(asking.ask) : undefined;
    return (slot && this.words.badAnswer(slot, this.locale)) ?? MEANS_NOTHING;
  }

  private connectorAt({ flow = '', step = '' }: Place): string {
    const calling = this.all.flows.get(flow)?.steps.get(step);
    return calling?.kind === 'call' ? calling.call : 'the AI';
  }

  private keywordOf(flow: string): string {
    const phrases = phrasesOf(this.all.flows.get(flow)?.keywords ?? [], flow);
    const own = phrases.find(({ locale }) => locale === undefined || locale === this.locale);
    return (own ?? phrases[0])?.text ?? flow;
  }

  private wordFor(command: string): string {
    const { commands, optOut } = this.all.bot;
    const words = [...commands.phrases(), ...optOut.phrases()].filter(
      ({ value }) => value === command,
    );
    return (words.find(({ locale }) => locale === this.locale) ?? words[0])?.text ?? command;
  }

  private customer(text: string): void {
    this.lines.push(customer(text));
  }

  private inLocale(copy: Copy): string {
    return typeof copy === 'string' ? copy : (copy[this.locale] ?? Object.values(copy)[0] ?? '');
  }

  private render(copy: Copy): string {
    return this.words.template(this.inLocale(copy)).render(this.slots.values);
  }
}

function customer(text: string): ChatLine {
  return { who: 'customer', text };
}
