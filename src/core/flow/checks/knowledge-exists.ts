import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** The AI rests its answers on files that lie in the bot's folder. */
export const knowledgeExists: FlowCheck = ({ flow, source }, { knowledge }) =>
  stepsOf(flow).flatMap(([step, base]) => {
    if (step.kind !== 'ai') return [];
    if (step.knowledge === true) {
      return knowledge.size > 0 ? [] : [source.problem(NOTHING([...base, 'knowledge']))];
    }
    return (step.knowledge ?? []).flatMap((file, index) =>
      knowledge.has(file)
        ? []
        : [
            source.problem({
              ...{ code: 'flow.unknown-knowledge', path: [...base, 'knowledge', index] },
              oneOf: { given: file, among: knowledge },
              message: `There is no file "knowledge/${file}"`,
              cure: 'Write the name of a file in the folder `knowledge`, such as `delivery.md`.',
            }),
          ],
    );
  });

const NOTHING = (path: readonly (string | number)[]) => ({
  ...{ code: 'flow.unknown-knowledge', path },
  message: 'The folder `knowledge` has no files',
  cure: 'Put `*.md` or `*.txt` files into `knowledge` beside bot.yaml, or remove `knowledge` here.',
});
