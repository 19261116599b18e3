import { OpenAiChatModel } from '#adapters/ai/openai-chat-model.ts';
import { STAND_IN, StandInModel } from '#adapters/ai/stand-in/stand-in-model.ts';
import type { ChatModel } from '#app/ports/chat-model.ts';
import type { Environment } from '#config/environment.ts';

/** A model, with what it holds open. */
export interface NamedModel {
  readonly model: ChatModel;
  /** Whether nobody has named one. */
  readonly isStandIn: boolean;
  close(): Promise<void>;
}

/** The model that the environment names; outside production the stand-in where it names none. */
export async function namedModel(environment: Environment): Promise<NamedModel | undefined> {
  const { PARLEY_AI_BASE_URL, PARLEY_AI_MODEL, PARLEY_ENV } = environment;
  const isNamed = PARLEY_AI_BASE_URL !== undefined && PARLEY_AI_MODEL !== undefined;
  if (!isNamed && PARLEY_ENV === 'production') return undefined;

  const standIn = isNamed ? undefined : await StandInModel.start();
  const model = new OpenAiChatModel({
    baseUrl: PARLEY_AI_BASE_URL ?? standIn?.url ?? '',
    model: PARLEY_AI_MODEL ?? STAND_IN,
    apiKey: () => environment.aiApiKey() ?? 'none',
  });
  return {
    model,
    isStandIn: standIn !== undefined || PARLEY_AI_MODEL?.split(':')[0] === STAND_IN,
    close: async () => {
      await standIn?.close();
    },
  };
}
