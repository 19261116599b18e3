import type { FoundPassage, Said } from '#core/ai/prompt.ts';
import { wantsKnowledge } from '#core/knowledge/wants-knowledge.ts';

import type { KnowledgeBase } from '../ports/knowledge-base.ts';

/** A call of a step, as far as what it may know depends on it. */
interface KnowingCall {
  readonly conversationId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An answer to a question of ours says little by itself: then what was said before counts too. */
const MESSAGES = [1, 3] as const;

/** The passages that a step's question may rest on: found by what the customer wrote last. */
export async function passagesFor(
  { conversationId, input }: KnowingCall,
  said: readonly Said[],
  knowledge: KnowledgeBase,
): Promise<readonly FoundPassage[]> {
  const { knowledge: wanted, locale } = input;
  if (!wantsKnowledge(input)) return [];

  const files = Array.isArray(wanted)
    ? wanted.filter((name): name is string => typeof name === 'string')
    : undefined;
  const texts = said.filter(({ who }) => who === 'customer').map(({ text }) => text);
  for (const count of MESSAGES) {
    const text = texts.slice(-count).join('\n');
    const asked = { conversationId, text, files, locale: typeof locale === 'string' ? locale : '' };
    const found = await knowledge.find(asked);
    if (found.length > 0) return found;
  }
  return [];
}
