import 'reflect-metadata';

import { OpenAiChatModel } from '#adapters/ai/openai-chat-model.ts';
import { STAND_IN, StandInModel } from '#adapters/ai/stand-in/stand-in-model.ts';
import type { ModelAt, OpenModel } from '#adapters/cli/cli-deps.ts';
import { isModelAddress } from '#config/addresses.ts';
import { readEnvironment } from '#config/environment.ts';
import { AppError } from '#core/app-error.ts';

/** A command was to ask a real model, and none is named. */
class NoModelNamed extends AppError {
  override readonly code = 'ai.no-model';
  override readonly kind = 'invalid';

  constructor() {
    super('No model is named: set PARLEY_AI_BASE_URL and PARLEY_AI_MODEL, and PARLEY_AI_API_KEY');
  }
}

/** A provider that lets nobody in without a key was to be asked without one. */
class NoModelKey extends AppError {
  override readonly code = 'ai.no-key';
  override readonly kind = 'invalid';

  constructor(host: string) {
    super(`${host} asks for a key: set PARLEY_AI_API_KEY, or PARLEY_AI_API_KEY_FILE`);
  }
}

class NoModelAddress extends AppError {
  override readonly code = 'ai.no-model-address';
  override readonly kind = 'invalid';

  constructor(given: string) {
    super(
      `"${given}" is no address of a model: write one like https://api.openai.com/v1 (http:// only within your own network)`,
    );
  }
}

/** Known to let nobody in without a key; servers of one's own often do. */
const NEEDS_KEY = /(?:^|\.)(?:openai\.com|openai\.azure\.com)$/;

/**
 * A model for a command: the one that the environment names, the one that is to judge it, or a
 * stand-in that obeys every order.
 *
 * @throws NoModelNamed, NoModelKey
 */
export async function openModel(
  which: 'named' | 'judge' | 'obeying',
  at: ModelAt = {},
): Promise<OpenModel> {
  return which === 'obeying' ? standIn(`${STAND_IN}:obey`) : namedModel(which, at);
}

/** @param model with its habit: `stand-in:slow` */
async function standIn(model: string): Promise<OpenModel> {
  const server = await StandInModel.start();
  const access = { baseUrl: server.url, model, apiKey: () => 'none' };
  return { model: new OpenAiChatModel(access), close: () => server.close() };
}

async function namedModel(which: 'named' | 'judge', at: ModelAt): Promise<OpenModel> {
  const environment = readEnvironment();
  const { PARLEY_AI_BASE_URL, PARLEY_AI_MODEL, PARLEY_AI_JUDGE_MODEL } = environment;
  const baseUrl = at.baseUrl ?? PARLEY_AI_BASE_URL;
  const judge = which === 'judge' ? (at.judge ?? PARLEY_AI_JUDGE_MODEL) : undefined;
  const model = judge ?? at.model ?? PARLEY_AI_MODEL;
  if (baseUrl === undefined && model?.split(':')[0] === STAND_IN) return standIn(model);
  if (baseUrl === undefined || model === undefined) throw new NoModelNamed();

  if (!isModelAddress(baseUrl)) throw new NoModelAddress(baseUrl);
  const { hostname } = new URL(baseUrl);
  if (environment.aiApiKey() === undefined && NEEDS_KEY.test(hostname)) {
    throw new NoModelKey(hostname);
  }
  const apiKey = (): string => environment.aiApiKey() ?? 'none';
  return {
    model: new OpenAiChatModel({ baseUrl, model, apiKey }),
    close: () => Promise.resolve(),
  };
}
