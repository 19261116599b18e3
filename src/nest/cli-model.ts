import 'reflect-metadata';

import { OpenAiChatModel } from '#adapters/ai/openai-chat-model.ts';
import { STAND_IN, StandInModel } from '#adapters/ai/stand-in/stand-in-model.ts';
import type { OpenModel } from '#adapters/cli/cli-deps.ts';
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

/**
 * A model for a command: the one that the environment names, or a stand-in that obeys every order.
 *
 * @throws NoModelNamed
 */
export async function openModel(which: 'named' | 'obeying'): Promise<OpenModel> {
  if (which === 'named') return namedModel();

  const standIn = await StandInModel.start();
  const access = { baseUrl: standIn.url, model: `${STAND_IN}:obey`, apiKey: () => 'none' };
  return { model: new OpenAiChatModel(access), close: () => standIn.close() };
}

function namedModel(): OpenModel {
  const environment = readEnvironment();
  const { PARLEY_AI_BASE_URL: baseUrl, PARLEY_AI_MODEL: model } = environment;
  if (baseUrl === undefined || model === undefined) throw new NoModelNamed();
  const apiKey = (): string => environment.aiApiKey() ?? 'none';
  return {
    model: new OpenAiChatModel({ baseUrl, model, apiKey }),
    close: () => Promise.resolve(),
  };
}
