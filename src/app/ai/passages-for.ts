import type { FoundPassage, Said } from '#core/ai/prompt.ts';

import type { ClaimedCall } from '../ports/call-outbox.ts';
import type { KnowledgeBase } from '../ports/knowledge-base.ts';

/** An answer to a question of ours says little by itself: then what was said before counts too. */
const MESSAGES = [1, 3] as const;

/** The passages that a step's question may rest on: found by what the customer wrote last. */
export async function passagesFor(
  { conversationId, input }: ClaimedCall,
  said: readonly Said[],
  knowledge: KnowledgeBase,
): Promise<readonly FoundPassage[]> {
  const { knowledge: wanted, locale } = input;
  if (wanted !== true && !Array.isArray(wanted)) return [];

  const files =
    wanted === true ? undefined : wanted.filter((name): name is string => typeof name === 'string');
  const texts = said.filter(({ who }) => who === 'customer').map(({ text }) => text);
  for (const count of MESSAGES) {
    const text = texts.slice(-count).join('\n');
    const asked = { conversationId, text, files, locale: typeof locale === 'string' ? locale : '' };
    const found = await knowledge.find(asked);
    if (found.length > 0) return found;
  }
  return [];
}
