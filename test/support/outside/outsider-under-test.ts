import { OpenAiChatModel } from '#adapters/ai/openai-chat-model.ts';
import { ConnectorTargets } from '#adapters/connectors/connector-targets.ts';
import { HttpBot } from '#adapters/connectors/http-bot.ts';
import { readConnectorsText } from '#adapters/connectors/read-connectors-text.ts';
import type { ClaimedCall } from '#app/ports/call-outbox.ts';
import type { ChatBot } from '#app/ports/chat-bot.ts';
import { formIn } from '#core/ai/answer-form.ts';
import { askedOf } from '#core/ai/asked.ts';
import { judgeBotAnswer } from '#core/ai/bot-answer.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';

import { BOT_SECRET } from '../calls/stand-in-bot.ts';
import type { Outsider } from './outside-row.ts';

/** One of those that are asked, as Parley asks it over HTTP. */
export interface UnderTest {
  readonly attempts: number;
  readonly ask: (call: ClaimedCall, signal: AbortSignal) => Promise<CallOutcome>;
  readonly close: () => Promise<void>;
}

const AI_ATTEMPTS = 2;
const SAID = [{ who: 'customer', text: 'ask' }] as const;
const secret = (): string => BOT_SECRET;

export function underTest(outsider: Outsider, url: string): UnderTest {
  switch (outsider) {
    case 'model':
      return modelAt(url);
    case 'rasa':
      return botOf(`{ rasa: "${url}", steps: all, allow_private: true }`);
    case 'webhook':
      return botOf(
        `{ webhook: "${url}/ask", secret: "\${SECRET}", steps: all, allow_private: true }`,
      );
    case 'safe':
    case 'once':
      return connectorOf(
        `{ url: "${url}/order", answer: /status, schema: { type: object, required: [status], properties: { status: { type: string, maxLength: 1000 } } }, allow_private: true }`,
      );
  }
}

function modelAt(url: string): UnderTest {
  const model = new OpenAiChatModel({ baseUrl: `${url}/v1`, model: 'm', apiKey: () => 'key' });
  return {
    attempts: AI_ATTEMPTS,
    ask: async ({ input }, signal) => {
      const asked = askedOf(input, SAID);
      const completed = await model.complete({ ...asked, tools: asked.tools.schemas, signal });
      if ('kind' in completed) return completed;
      const read = asked.judge(completed.answer);
      if ('value' in read) return { kind: 'answered', value: read.value };
      const { refusal, finish } = completed.answer;
      const saysNo = refusal !== undefined || finish === 'content_filter';
      return { kind: 'refused', reason: read.refused, ...(saysNo && { saysNo }) };
    },
    close: () => Promise.resolve(),
  };
}

function botOf(entry: string): UnderTest {
  const { bots = {} } = fileOf(`secrets: [SECRET]\nconnectors: {}\nbots: { other: ${entry} }\n`);
  const [named] = Object.values(bots);
  if (named === undefined) throw new Error('No bot');
  const bot = new HttpBot('other', named, secret, () => Date.now());
  return {
    attempts: AI_ATTEMPTS,
    ask: (call, signal) => askBot(bot, call, signal),
    close: () => bot.close(),
  };
}

async function askBot(bot: ChatBot, call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
  const form = formIn(call.input['answer']);
  const about = { step: call.step, instructions: 'Help.', text: 'ask', said: SAID, form };
  const answer = await bot.ask({ id: 'q', conversation: 'c', ...about, signal });
  if ('kind' in answer) return answer;
  const judged = judgeBotAnswer(answer, form, bot.links);
  return 'value' in judged
    ? { kind: 'answered', value: judged.value }
    : { kind: 'refused', reason: judged.refused };
}

function connectorOf(entry: string): UnderTest {
  const targets = new ConnectorTargets(fileOf(`connectors: { orders.find: ${entry} }\n`), secret);
  const attempts = targets.rules().get('orders.find')?.attempts ?? 0;
  return {
    attempts,
    ask: (call, signal) => targets.ask(call, signal),
    close: () => targets.close(),
  };
}

function fileOf(text: string): ConnectorsFile {
  const read = readConnectorsText('connectors.yaml', text);
  if ('value' in read) return read.value;
  throw new Error(read.problems.map(({ message }) => message).join('\n'));
}
