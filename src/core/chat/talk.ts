import type { Said } from '#core/ai/prompt.ts';
import { advance } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type {
  ArmedTimer,
  ConversationState,
  Owner,
} from '#core/conversation/conversation-state.ts';
import type { Call } from '#core/conversation/effect.ts';
import { CLOCKS } from '#core/flow/compile/desk/timers.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { LineNow } from '#core/handoff/line-now.ts';
import { pickLocale } from '#core/routing/pick-locale.ts';

import type { Happening, Stub } from './happening.ts';
import { happeningsOf } from './happenings-of.ts';
import { offersOf } from './said-bubble.ts';

/** What is known of the customer before they write, and when they do. */
export interface TalkOptions {
  /** The profile's language; without it, nothing is known. */
  readonly language?: string;
  /** The profile's attributes, as the webhook brings them with each message. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** UTC milliseconds; without it, a Monday morning. */
  readonly startMs?: number;
  /** Told of each event once it is applied. */
  readonly onMoved?: (moved: Moved) => void;
  /** What becomes of a call of which nobody has said anything before; else it stays open. */
  readonly answers?: Answers;
}

/** An answer to a call, by what was said in the talk so far. */
type Answers = (call: Call, said: readonly Said[], ask: AskInTalk) => Stub | undefined;

/**
 * Asks a connector on the way to an answer: what the talk was told of it before counts, else `mock`.
 */
export type AskInTalk = (
  connector: string,
  input: Readonly<Record<string, unknown>>,
  mock: Stub | undefined,
) => Stub | undefined;

/** One event and where it led. */
export interface Moved {
  readonly event: ConversationEvent;
  readonly before: ConversationState;
  readonly after: ConversationState;
}

/** A Monday morning: shops are open. */
const TALKS_START_AT = Date.UTC(2026, 0, 5, 10);

const UNBORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
/** Timers that fire within one span of time; a bot that wakes itself more often never rests. */
const MOST_TIMERS = 1_000;

/** A call that is waited for. */
interface OpenCall {
  readonly call: Call;
  /** `seq` of the event that asked. */
  readonly seq: number;
}

/** A talk at one moment; immutable, so that going back is taking up an older one. */
export interface TalkMoment {
  readonly state: ConversationState;
  readonly nowMs: number;
  readonly stubs: ReadonlyMap<string, readonly Stub[]>;
  readonly openCall: OpenCall | undefined;
  /** What was said so far, the oldest first. */
  readonly said: readonly Said[];
  /** What the desk sees of the line, once somebody has said it. */
  readonly line?: LineNow | undefined;
  /** Titles that the customer can tap: those of the last bubble that had any. */
  readonly offers: readonly string[];
}

/**
 * One customer's conversation with a release, on the pure machine and a clock of its own.
 *
 * As in the service, the state goes through JSON between any two events and timers fire in the
 * order of their time. Each act answers what happened, in order.
 */
export class Talk {
  private moment: TalkMoment;

  constructor(
    private readonly release: CompiledRelease,
    private readonly options: TalkOptions = {},
  ) {
    const nowMs = options.startMs ?? TALKS_START_AT;
    this.moment = {
      state: UNBORN,
      nowMs,
      stubs: new Map(),
      openCall: undefined,
      said: [],
      offers: [],
    };
  }

  get state(): ConversationState {
    return this.moment.state;
  }

  get nowMs(): number {
    return this.moment.nowMs;
  }

  get owner(): Owner {
    return this.moment.state.owner;
  }

  get offers(): readonly string[] {
    return this.moment.offers;
  }

  /** The call that nobody has answered yet. */
  get openCall(): Call | undefined {
    return this.moment.openCall?.call;
  }

  /** Where the customer stands: `<flow>.<step>`, or a built-in place such as `bot.rest`. */
  get step(): string {
    return this.release.places.at(this.moment.state.snapshot?.value ?? { bot: 'rest' }).step;
  }

  get locale(): string {
    const { locales } = this.release.bot;
    const locale = this.moment.state.snapshot?.context['locale'];
    return typeof locale === 'string' ? locale : pickLocale(this.options.language ?? '', locales);
  }

  /** The values that the flow under way and the conversation remember; unset ones are not there. */
  get slots(): Readonly<Record<string, unknown>> {
    return (this.moment.state.snapshot?.context['slots'] ?? {}) as Readonly<
      Record<string, unknown>
    >;
  }

  /** What is waited for, the earliest first. */
  get timers(): readonly ArmedTimer[] {
    return [...(this.moment.state.snapshot?.timers ?? [])].sort((a, b) => a.dueAtMs - b.dueAtMs);
  }

  /** A moment to come back to. */
  save(): TalkMoment {
    return this.moment;
  }

  restore(moment: TalkMoment): void {
    this.moment = moment;
  }

  /** The customer writes, or taps what has this title. */
  says(text: string): readonly Happening[] {
    return this.hears({ text, media: [] });
  }

  /** The customer sends something that is not text, perhaps with a caption. */
  sends(media: readonly string[], text = ''): readonly Happening[] {
    return this.hears({ text, media });
  }

  agentTakes(agent = 'agent'): readonly Happening[] {
    return this.happens({ kind: 'agent-took', agent });
  }

  agentSays(text: string, agent = 'agent'): readonly Happening[] {
    return this.happens({ kind: 'agent-reply', agent, text });
  }

  returns(by = 'agent'): readonly Happening[] {
    return this.happens({ kind: 'returned-to-bot', by });
  }

  /** All is settled. */
  closes(quietly = false, by = 'agent'): readonly Happening[] {
    return this.happens({ kind: 'closed', by, ...(quietly && { quietly }) });
  }

  /** An agent went away, and nothing was heard of them since. */
  agentLeaves(agent = 'agent'): readonly Happening[] {
    return this.happens({ kind: 'agent-lost', agent });
  }

  /** The desk looks who is there: whoever waits to hear it hears it now, others when it is time. */
  deskSees(online: number, line: LineNow): readonly Happening[] {
    this.moment = { ...this.moment, line };
    const held = this.state.snapshot?.context['held'] as { readonly seq: number } | undefined;
    if (held === undefined) return [];
    return this.happens({ kind: 'agents-seen', handoff: held.seq, online, line });
  }

  /** Words of a step did not reach the customer. */
  loses(step: string): readonly Happening[] {
    const place = { replySeq: this.state.lastSeq, replyIdx: 0, step };
    const why = { failure: 'failed', code: '', reason: 'the test says so' } as const;
    return this.happens({ kind: 'delivery-failed', ...place, ...why });
  }

  /** Time passes, and whatever comes due in it happens, the earliest first. */
  passes(ms: number): readonly Happening[] {
    const untilMs = this.nowMs + ms;
    const happened: Happening[] = [];
    for (let fired = 0; fired < MOST_TIMERS; fired += 1) {
      const [next] = this.timers;
      if (next === undefined || next.dueAtMs > untilMs) break;
      this.moment = { ...this.moment, nowMs: Math.max(this.nowMs, next.dueAtMs) };
      happened.push(...this.happens(this.due(next)));
    }
    // A call that timed out has let time pass of its own.
    this.moment = { ...this.moment, nowMs: Math.max(this.nowMs, untilMs) };
    return happened;
  }

  /** Says what comes of the call that is waited for, else of the next one to this connector. */
  answersCall(connector: string, stub: Stub): readonly Happening[] {
    const { openCall, stubs } = this.moment;
    if (openCall?.call.connector === connector) return this.settle(openCall, stub);

    const queued = [...(stubs.get(connector) ?? []), stub];
    this.moment = { ...this.moment, stubs: new Map(stubs).set(connector, queued) };
    return [];
  }

  private due({ id, gen }: ArmedTimer): ConversationEvent {
    const { line } = this.moment;
    const isTold = line !== undefined && id === CLOCKS.telling;
    return { kind: 'timer', timer: id, gen, ...(isTold && { line }) };
  }

  private hears(message: { text: string; media: readonly string[] }): readonly Happening[] {
    const { language, attributes } = this.options;
    const event = {
      kind: 'message',
      ...message,
      ...(language !== undefined && { language }),
      ...(attributes !== undefined && { attributes: plainOf(attributes) }),
    } as const;
    return this.happens(event);
  }

  /** @throws TransitionFailed when the machine itself fails */
  private happens(event: ConversationEvent): readonly Happening[] {
    const { state: before, nowMs } = this.moment;
    const seq = before.lastSeq + 1;
    const { state, effects } = advance(this.release, before, event, seq, new Date(nowMs));
    const after = JSON.parse(JSON.stringify(state)) as ConversationState;
    this.options.onMoved?.({ event, before, after });

    const owners = { before: before.owner, after: after.owner };
    const happened = happeningsOf(this.release.bot, effects, owners);
    const calls = effects.filter((effect) => effect.kind === 'call');
    const { openCall } = this.moment;
    const isAwaited = after.snapshot?.timers.some(({ gen }) => gen === openCall?.seq) === true;
    this.moment = {
      ...this.moment,
      ...{ state: after, offers: this.offersAfter(happened) },
      said: [...this.moment.said, ...saidIn(event, happened)],
      openCall: isAwaited ? openCall : undefined,
    };
    return [...happened, ...calls.flatMap((call) => this.calls(call, seq))];
  }

  private offersAfter(happened: readonly Happening[]): readonly string[] {
    const bubbles = happened.flatMap((each) => (each.kind === 'bubble' ? [each.bubble] : []));
    return bubbles.map(offersOf).findLast((offers) => offers.length > 0) ?? this.offers;
  }

  private calls(call: Call, seq: number): readonly Happening[] {
    const { connector, input } = call;
    const [told, ...rest] = this.moment.stubs.get(connector) ?? [];
    this.keepStubs(connector, rest);
    const asked: Happening[] = [];
    const ask: AskInTalk = (name, given, mock) => {
      const answer = this.takeStub(name) ?? mock;
      asked.push({ kind: 'call', connector: name, input: given, stub: answer });
      return answer;
    };
    const stub = told ?? this.options.answers?.(call, this.moment.said, ask);
    const called: Happening = { kind: 'call', connector, input, stub };
    this.moment = { ...this.moment, openCall: { call, seq } };
    const happened = [...asked, called];
    return stub === undefined ? happened : [...happened, ...this.settle({ call, seq }, stub)];
  }

  private takeStub(connector: string): Stub | undefined {
    const [stub, ...rest] = this.moment.stubs.get(connector) ?? [];
    this.keepStubs(connector, rest);
    return stub;
  }

  private keepStubs(connector: string, stubs: readonly Stub[]): void {
    this.moment = { ...this.moment, stubs: new Map(this.moment.stubs).set(connector, stubs) };
  }

  private settle({ call, seq }: OpenCall, stub: Stub): readonly Happening[] {
    this.moment = { ...this.moment, openCall: undefined };
    switch (stub.kind) {
      case 'answer':
        return this.happens({ kind: 'call-result', callSeq: seq, value: stub.value });
      case 'failed':
        return this.happens({ kind: 'call-failed', callSeq: seq, reason: stub.reason });
      case 'refused':
        return this.happens({
          ...{ kind: 'call-failed', callSeq: seq, reason: stub.reason, isRefused: true },
        });
      case 'timeout':
        return this.passes(call.timeoutMs);
    }
  }
}

/** As the log and the replies have it, which is what a model is told. */
function saidIn(event: ConversationEvent, happened: readonly Happening[]): readonly Said[] {
  const heard: Said[] =
    event.kind === 'message' && event.text !== '' ? [{ who: 'customer', text: event.text }] : [];
  const said = happened.flatMap((each): Said[] => {
    if (each.kind !== 'bubble' || each.bubble.text === '') return [];
    const { sender, step, text } = each.bubble;
    return [sender === 'agent' ? { who: 'agent', text } : { who: 'bot', text, step }];
  });
  return [...heard, ...said];
}

type Plain = string | number | boolean;

/** The webhook brings texts, numbers and yes or no; all else of a profile stays with Braze. */
function plainOf(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, Plain>> {
  const entries = Object.entries(attributes).filter((entry): entry is [string, Plain] =>
    ['string', 'number', 'boolean'].includes(typeof entry[1]),
  );
  return Object.fromEntries(entries);
}
