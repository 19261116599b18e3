import { inTime } from '#app/in-time.ts';
import {
  type BotQuestion,
  type BotTrouble,
  ChatBot,
  type SignedBody,
} from '#app/ports/chat-bot.ts';
import type { BotAnswer } from '#core/ai/bot-answer.ts';
import { contractAnswer, rasaAnswer } from '#core/ai/read-bot-answer.ts';
import { withSecrets } from '#core/calls/secrets-in.ts';
import type { BotEntry } from '#core/flow/model/connectors-file.ts';

import { outcomeOfFailure, outcomeOfStatus } from './failure-outcome.ts';
import { type Secrets, staticAuth } from './http-connector.ts';
import { Origin, type Received } from './send-request.ts';
import { isSignedBy } from './signed-webhook.ts';
import { webhookSignature } from './webhook-signature.ts';

const DEFAULTS = { timeoutMs: 20_000, concurrency: 200, mostBytes: 65_536 };
const REST_CHANNEL = '/webhooks/rest/webhook';
const ACCEPTED = 202;
const SECOND_MS = 1_000;

/** A bot over HTTP: one that speaks Rasa's REST channel, or our own contract (docs/ai.md). */
export class HttpBot extends ChatBot {
  private readonly origin: Origin;
  private readonly url: URL;

  constructor(
    override readonly name: string,
    private readonly entry: BotEntry,
    private readonly secrets: Secrets,
    /** UTC milliseconds: signatures carry the time. */
    private readonly nowMs: () => number,
  ) {
    super();
    this.url = new URL(
      'rasa' in entry ? entry.rasa.replace(/\/$/, '') + REST_CHANNEL : entry.webhook,
    );
    const { concurrency = DEFAULTS.concurrency, allow_private } = entry;
    this.origin = new Origin(this.url.origin, concurrency, allow_private === true);
  }

  override get links(): readonly string[] {
    return this.entry.links ?? [];
  }

  override get redactsPersonal(): boolean {
    return this.entry.redact_personal !== false;
  }

  override answers(step: string): number | undefined {
    const { steps } = this.entry;
    if (steps === 'all') return 0;
    if (steps.includes(step)) return 2;
    return steps.includes(step.split('.')[0] ?? '') ? 1 : undefined;
  }

  override hasSigned(signed: SignedBody): boolean {
    const { entry, secrets } = this;
    if ('rasa' in entry) return false;
    return isSignedBy(withSecrets(entry.secret, secrets), signed, this.nowMs());
  }

  override async ask(question: BotQuestion): Promise<BotAnswer | BotTrouble> {
    const timeoutMs = this.entry.timeout ?? DEFAULTS.timeoutMs;
    return inTime(timeoutMs, question.signal, (signal) => this.asked(question, signal));
  }

  private async asked(question: BotQuestion, signal: AbortSignal): Promise<BotAnswer | BotTrouble> {
    try {
      const received = await this.send(question, signal);
      return this.troubleOf(received) ?? this.answerOf(received);
    } catch (failure) {
      const outcome = outcomeOfFailure(failure, signal);
      return outcome.kind === 'answered' ? NO_ANSWER : this.final(outcome);
    }
  }

  async close(): Promise<void> {
    await this.origin.close();
  }

  /** Begins nothing new; what is under way comes to its end. */
  retire(): void {
    this.origin.retire();
  }

  private send(question: BotQuestion, signal: AbortSignal): Promise<Received> {
    const body = JSON.stringify(
      'rasa' in this.entry
        ? { sender: question.conversation, message: question.text }
        : contractQuestion(question),
    );
    return this.origin.send({
      ...{ method: 'POST', url: this.url, body, signal },
      mostBytes: this.entry.most_bytes ?? DEFAULTS.mostBytes,
      headers: {
        ...{ accept: 'application/json', 'content-type': 'application/json' },
        'user-agent': 'parley',
        ...this.proof(question.id, body),
      },
    });
  }

  private proof(id: string, body: string): Readonly<Record<string, string>> {
    const { entry, secrets } = this;
    if ('rasa' in entry) return entry.auth === undefined ? {} : staticAuth(entry.auth, secrets);
    const timestamp = Math.floor(this.nowMs() / SECOND_MS);
    const signed = { id, timestamp, body };
    return {
      ...{ 'webhook-id': id, 'webhook-timestamp': String(timestamp) },
      'webhook-signature': webhookSignature([withSecrets(entry.secret, secrets)], signed),
    };
  }

  private troubleOf(received: Received): BotTrouble | undefined {
    if ('webhook' in this.entry && received.status === ACCEPTED) return { kind: 'awaited' };
    const outcome = outcomeOfStatus(received);
    return outcome === undefined || outcome.kind === 'answered' ? undefined : this.final(outcome);
  }

  private answerOf({ text }: Received): BotAnswer | BotTrouble {
    if (text === undefined) return { kind: 'refused', reason: 'the answer is longer than allowed' };
    const read = 'rasa' in this.entry ? rasaAnswer : contractAnswer;
    try {
      return read(JSON.parse(text)) ?? NO_ANSWER;
    } catch {
      return NO_ANSWER;
    }
  }

  /** Rasa moves by each message that it hears: what it may have heard is not said again. */
  private final(trouble: BotTrouble): BotTrouble {
    if (!('rasa' in this.entry) || trouble.kind !== 'ambiguous') return trouble;
    return { kind: 'refused', reason: trouble.reason };
  }
}

const NO_ANSWER: BotTrouble = {
  kind: 'refused',
  reason: 'the bot answered nothing that can be read',
};

function contractQuestion(question: BotQuestion): unknown {
  const { id, conversation, step, instructions, text, said, form } = question;
  return {
    type: 'question',
    ...{ id, conversation, step, instructions, text },
    said: said.map(({ who, text: words }) => ({ from: who, text: words })),
    fields: form,
  };
}
