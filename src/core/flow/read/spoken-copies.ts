import {
  branchesOf,
  bubblesOfStep,
  copiesOf,
  type FoundCopy,
  placedAt,
} from '../checks/words-of.ts';
import type { BotFile } from '../model/bot.ts';
import type { Step } from '../model/step.ts';
import type { Copy } from '../model/words.ts';

/** Words that customers see: what can be said in another language. */
export interface SpokenCopy extends FoundCopy {
  /** Where a copy file has them, below the flow or `bot`: options by their ids. */
  readonly key: FoundCopy['path'];
}

/** The words of a step: the one place that knows where they stand. */
export function spokenCopies(step: Step, name: string): readonly SpokenCopy[] {
  const base = ['steps', name];
  const said = bubblesOfStep(step, base).flatMap(copiesOf).map(keyed);
  if (step.kind !== 'choose') return said;

  const titles = step.options.flatMap(({ id, title, description }, index) => [
    ...found(title, [...base, 'options', index, 'title'], [name, 'options', id, 'title']),
    ...found(
      description,
      [...base, 'options', index, 'description'],
      [name, 'options', id, 'description'],
    ),
  ]);
  return [...said, ...found(step.button, [...base, 'button'], [name, 'button']), ...titles];
}

/** The same of `bot.yaml`. */
export function spokenByBot(bot: BotFile): readonly SpokenCopy[] {
  const said = branchesOf(bot, [])
    .flatMap(({ say, sayPath }) => placedAt(say, sayPath))
    .flatMap(copiesOf);
  return [
    ...Object.entries(bot.copy ?? {}).flatMap(([key, copy]) => found(copy, ['copy', key], [key])),
    ...said.map(({ copy, path }) => ({ copy, path, key: path })),
  ];
}

const keyed = ({ copy, path }: FoundCopy): SpokenCopy => ({ copy, path, key: path.slice(1) });

function found(
  copy: Copy | undefined,
  path: SpokenCopy['path'],
  key: SpokenCopy['key'],
): SpokenCopy[] {
  return copy === undefined ? [] : [{ copy, path, key }];
}
