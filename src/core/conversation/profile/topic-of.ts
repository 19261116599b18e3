import type { Handoff } from '../effect.ts';
import type { Passage } from './passage.ts';
import type { ChatStatus } from './shown.ts';

/**
 * What a chat is about, as far as this change tells: the flow that gives it to a person, else the
 * one under way; a person's queue where no flow tells it.
 */
export function topicOf(
  topics: ReadonlyMap<string, string>,
  { before, after, effects }: Passage,
  status: ChatStatus,
): string | undefined {
  if (status === 'bot') return topics.get(flowIn(after.key));
  const handoff = status === 'queued' ? effects.find(isHandoff) : undefined;
  if (handoff === undefined) return topics.get(flowIn(before.key));

  const [flow = ''] = handoff.step.split('.', 1);
  return handoff.topic ?? topics.get(flow) ?? topics.get(flowIn(before.key)) ?? handoff.queue;
}

function isHandoff(effect: Passage['effects'][number]): effect is Handoff {
  return effect.kind === 'handoff';
}

/** Of `bot/<flow>/<step>`. */
function flowIn(key: string): string {
  return key.split('/', 2)[1] ?? '';
}
