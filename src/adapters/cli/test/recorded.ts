import type { ChatModel } from '#app/ports/chat-model.ts';
import { askedOf } from '#core/ai/asked.ts';
import { AppError } from '#core/app-error.ts';
import type { Cassettes } from '#core/chat/cassettes.ts';

import type { OwnKnowledge } from './own-knowledge.ts';

const ANSWER_MS = 60_000;
/** An answer may lead to a further question; a chat has no more of them than this. */
const MOST_ROUNDS = 20;

/** The model gave no answer that could be recorded. */
class NotRecorded extends AppError {
  override readonly code = 'ai.not-recorded';
  override readonly kind = 'unavailable';

  constructor(step: string, reason: string) {
    super(`Nothing could be recorded at ${step}: ${reason}. Look at PARLEY_AI_*, and try again`);
  }
}

/**
 * Runs chats until each question of theirs has a recorded answer; answers the cassettes that changed.
 *
 * @throws NotRecorded
 */
export async function recordAnswers(
  cassettes: Cassettes,
  run: () => unknown,
  model: ChatModel,
  knowledge: OwnKnowledge,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    run();
    const wanted = cassettes.takeWanted();
    if (wanted.length === 0) break;
    for (const each of wanted) {
      const { call, said, since, mayAsk } = each;
      const found = await knowledge.passagesFor(each);
      const { messages: first, schema, tools } = askedOf(call.input, said, found);
      const signal = AbortSignal.timeout(ANSWER_MS);
      const messages = [...first, ...since];
      const question = { messages, schema, signal, tools: tools.schemas, mayAsk };
      const completed = await model.complete(question);
      if ('kind' in completed) throw new NotRecorded(call.step, completed.reason);
      cassettes.record(each, model.model, completed.answer, found);
      changed.add(each.file);
    }
  }
  return changed;
}
