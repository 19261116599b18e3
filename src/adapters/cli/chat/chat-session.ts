import { AppError } from '#core/app-error.ts';
import { inTime } from '#core/chat/failed-expectations.ts';
import type { Happening, Stub } from '#core/chat/happening.ts';
import { offersOf, type SaidBubble } from '#core/chat/said-bubble.ts';
import { Talk, type TalkMoment, type TalkOptions } from '#core/chat/talk.ts';
import { transcriptOf } from '#core/chat/transcript.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import { Duration } from '#core/flow/model/words.ts';

import type { Paint } from '../paint.ts';
import { transcriptText } from '../test/outcome-text.ts';

/** What comes of a typed line: text to show and, for programs, what happened. */
export interface Turn {
  readonly text: string;
  readonly happened: readonly Happening[];
  readonly isOver?: true;
}

const HELP = `Write what the customer writes; a number taps what was offered, "1" in quotes writes it.
  :skip 2h       let time pass                :take, :agent Hi, :return   be the agent
  :media         send a picture               :call {"a": 1} | failed     answer a call
  :state         where the conversation is    :timers   what is waited for
  :slots         what the flow remembers      :back     undo the last turn
  :restart       a new customer               :help, :quit
`;

type Command = (session: ChatSession, rest: string) => Turn;
const nothing = (text: string): Turn => ({ text, happened: [] });

const COMMANDS: Readonly<Record<string, Command>> = {
  help: () => nothing(HELP),
  quit: () => ({ ...nothing(''), isOver: true }),
  state: (session) => session.state(),
  slots: (session) => session.slots(),
  timers: (session) => session.timers(),
  back: (session) => session.back(),
  restart: (session) => session.restart(),
  skip: (session, rest) => session.skip(rest),
  media: (session, rest) =>
    session.turn((talk) => talk.sends([`https://media.example/${rest || 'image'}`])),
  take: (session) => session.turn((talk) => talk.agentTakes()),
  agent: (session, rest) => session.turn((talk) => talk.agentSays(rest || 'Hello')),
  return: (session) => session.turn((talk) => talk.returns()),
  call: (session, rest) => session.answer(rest),
};

/** One customer talking to a release in a terminal; each line that is typed is a turn. */
export class ChatSession {
  private talk: Talk;
  private past: TalkMoment[] = [];
  /** What the last turn of the bot offered. */
  private offers: readonly string[] = [];

  constructor(
    private readonly release: CompiledRelease,
    private readonly options: TalkOptions,
    private readonly paint: Paint,
  ) {
    this.talk = new Talk(release, options);
  }

  take(line: string): Turn {
    const [, name, rest = ''] = /^:(\w+)\s*(.*)$/s.exec(line.trim()) ?? [];
    if (name === undefined) return this.says(line);

    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    return (
      command?.(this, rest.trim()) ?? nothing(`There is no :${name}. :help shows what there is.\n`)
    );
  }

  private says(line: string): Turn {
    const tapped = /^\d{1,2}$/.test(line.trim()) ? this.offers[Number(line) - 1] : undefined;
    const quoted = /^"(.*)"$/s.exec(line.trim())?.[1];
    return this.turn((talk) => talk.says(tapped ?? quoted ?? line));
  }

  /** Does something and shows what follows; nothing has changed where it fails. */
  turn(act: (talk: Talk) => readonly Happening[]): Turn {
    const before = this.talk.save();
    try {
      const happened = act(this.talk);
      this.past.push(before);
      this.offers = offersIn(happened) ?? this.offers;
      const waits = this.talk.openCall?.connector;
      const hint = waits === undefined ? '' : `${this.paint.dim(`:call … answers ${waits}`)}\n`;
      return { happened, text: this.shown(happened) + hint };
    } catch (failure) {
      this.talk.restore(before);
      if (failure instanceof AppError) return nothing(`${this.paint.red(failure.message)}\n`);
      throw failure;
    }
  }

  private shown(happened: readonly Happening[]): string {
    if (happened.length === 0) return `${this.paint.dim('(nothing is said)')}\n`;
    return happened.map((each) => `${this.line(each)}\n`).join('');
  }

  private line(happening: Happening): string {
    const [plain] = transcriptOf([happening]);
    if (plain === undefined) return '';
    if (happening.kind !== 'bubble') return transcriptText(plain, this.paint);

    const { bubble } = happening;
    const words = transcriptText({ ...plain, text: wordsOf(bubble) }, this.paint);
    const offers = offersOf(bubble).map((offer, index) => {
      const description = bubble.rows[index]?.description;
      const more = description === undefined ? '' : this.paint.dim(` ${description}`);
      return `\n${' '.repeat(10)}${this.paint.cyan(String(index + 1))} ${offer}${more}`;
    });
    return words + offers.join('');
  }

  state(): Turn {
    const { owner, step, locale, state } = this.talk;
    const { snapshot, lastSeq } = state;
    const value = JSON.stringify(snapshot?.value ?? { bot: 'rest' });
    return nothing(
      `at ${step}, answered by: ${owner}, in ${locale}, after ${String(lastSeq)} events\n${value}\n${JSON.stringify(snapshot?.context ?? {})}\n`,
    );
  }

  slots(): Turn {
    const lines = Object.entries(this.talk.slots).map(
      ([name, value]) => `${name}: ${JSON.stringify(value)}\n`,
    );
    return nothing(lines.length === 0 ? '(nothing is remembered)\n' : lines.join(''));
  }

  timers(): Turn {
    const { timers, nowMs } = this.talk;
    const lines = timers.map(({ id, dueAtMs }) => {
      const place = id.replace(/^xstate\.after\.\d+\./, '');
      return `in ${inTime(dueAtMs - nowMs)}: ${place}\n`;
    });
    return nothing(lines.length === 0 ? '(nothing is waited for)\n' : lines.join(''));
  }

  skip(time: string): Turn {
    const read = Duration.safeParse(time);
    if (read.success) return this.turn((talk) => talk.passes(read.data));
    return nothing(`"${time}" is no time: write :skip 30m, :skip 2h or :skip 7d.\n`);
  }

  back(): Turn {
    const moment = this.past.pop();
    if (moment === undefined) return nothing('This is the beginning.\n');
    this.talk.restore(moment);
    this.offers = moment.offers;
    return nothing(`Back at ${this.talk.step}.\n`);
  }

  restart(): Turn {
    this.talk = new Talk(this.release, this.options);
    this.past = [];
    this.offers = [];
    return nothing('A new customer.\n');
  }

  answer(text: string): Turn {
    const connector = this.talk.openCall?.connector;
    if (connector === undefined) return nothing('No call is waited for.\n');
    const stub = stubIn(text);
    if (stub === undefined) return nothing('Write JSON, or `failed`, `refused` or `timeout`.\n');
    return this.turn((talk) => talk.answersCall(connector, stub));
  }
}

function stubIn(text: string): Stub | undefined {
  if (text === 'failed') return { kind: 'failed', reason: 'said in the terminal' };
  if (text === 'refused') return { kind: 'refused', reason: 'said in the terminal' };
  if (text === 'timeout') return { kind: 'timeout' };
  try {
    return { kind: 'answer', value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function offersIn(happened: readonly Happening[]): readonly string[] | undefined {
  const last = happened.findLast((each) => each.kind === 'bubble');
  return last === undefined ? undefined : offersOf(last.bubble);
}

function wordsOf({ text, parts }: SaidBubble): string {
  const carried = [parts.image, parts.document, parts.link].filter((part) => part !== undefined);
  return [...carried.map((part) => `<${part}>`), text].join(' ').trim();
}
