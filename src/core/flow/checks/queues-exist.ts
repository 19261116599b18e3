import { queueNames } from '../model/queue.ts';
import type { FlowCheck } from './check.ts';
import { type Branch, branchesOfStep, stepsOf } from './words-of.ts';

/** People are handed to queues that the bot has. */
export const queuesExist: FlowCheck = ({ flow, source }, { bot }) =>
  stepsOf(flow)
    .flatMap(([step, path]): readonly Pick<Branch, 'handoff' | 'path'>[] => {
      if (step.kind === 'handoff') return [{ path, handoff: step.handoff }];
      return branchesOfStep(step, path);
    })
    .flatMap(({ handoff, path }) =>
      handoff?.queue === undefined || queueNames(bot).includes(handoff.queue)
        ? []
        : [{ queue: handoff.queue, path: [...path, 'handoff', 'queue'] }],
    )
    .map(({ queue, path }) =>
      source.problem({
        ...{ code: 'flow.unknown-queue', path, oneOf: { given: queue, among: queueNames(bot) } },
        message: `There is no queue "${queue}"`,
        cure: `Write one of ${queueNames(bot).join(', ')}, or add it to bot.yaml.`,
      }),
    );
