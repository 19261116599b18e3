import { ratingFlows } from '../model/bot.ts';
import { queueNames, queuesByName } from '../model/queue.ts';
import type { Finding } from '../read/source.ts';
import type { ReleaseCheck } from './check.ts';

/** Queues lean on hours and queues that there are, and who is asked how it was on a flow with that slot. */
export const queuesAreSound: ReleaseCheck = ({ bot, botSource, flows, flowNames }) => {
  const hours = new Set(Object.keys(bot.hours ?? {}));
  const names = queueNames(bot);
  const ofQueues = queuesByName(bot).flatMap(([name, queue]): readonly Finding[] => [
    ...among(queue.hours, hours, {
      ...{ code: 'flow.unknown-hours', path: ['queues', name, 'hours'], kind: 'opening hours' },
    }),
    ...among(queue.escalate?.queue, new Set(names), {
      ...{ code: 'flow.unknown-queue', path: ['queues', name, 'escalate', 'queue'], kind: 'queue' },
    }),
  ]);
  const { flow: rating, outside } = ratingFlows(bot.csat);
  const isShort = typeof bot.csat === 'string';
  const asks = [
    { name: rating, path: isShort ? ['csat'] : ['csat', 'flow'] },
    { name: outside, path: ['csat', 'outside_window'] },
  ].flatMap(({ name, path }): readonly Finding[] => {
    const flow = flows.find((each) => each.flow.name === name)?.flow;
    const isMute = flow !== undefined && !flow.slots.has('csat');
    return [
      ...among(name, flowNames, { code: 'bot.unknown-flow', path, kind: 'flow' }),
      ...(isMute ? [withoutSlot(flow.name, path)] : []),
    ];
  });
  return [...ofQueues, ...asks].map((found) => botSource.problem(found));
};

function among(
  given: string | undefined,
  known: ReadonlySet<string>,
  { code, path, kind }: Pick<Finding, 'code' | 'path'> & { readonly kind: string },
): readonly Finding[] {
  if (given === undefined || known.has(given)) return [];
  const message = `There is no ${kind} "${given}"`;
  const cure = known.size === 0 ? `Add it to bot.yaml.` : `Write one of ${[...known].join(', ')}.`;
  return [{ code, path, message, cure, oneOf: { given, among: known } }];
}

function withoutSlot(flow: string, path: Finding['path']): Finding {
  const message = `"${flow}" has no slot "csat", which is what it is asked for`;
  const cure = 'Declare `csat` in its slots, and ask for it.';
  return { code: 'flow.unknown-slot', path, message, cure };
}
