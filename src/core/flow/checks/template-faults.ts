import type { Variable } from '../liquid/condition.ts';
import { HOURS } from '../liquid/evaluator.ts';
import { LINE } from '../model/line.ts';
import { type Fault, shapeAt, type Shapes } from './value-paths.ts';

/** A value that is printed as it is. */
const PRINTED = /\{\{-?\s*([a-z][\w.]*)\s*-?\}\}/g;

/**
 * Names in a template that there are not, and values in it that no text can show.
 *
 * @param isPrinted whether it becomes a text; else it may be a value of any kind
 */
export function templateFaults(
  text: string,
  variables: readonly Variable[],
  slots: Shapes,
  isPrinted: boolean,
): Fault[] {
  const printed = isPrinted ? [...text.matchAll(PRINTED)] : [];
  return [
    ...variables.flatMap(({ path, at }) => {
      const found = shapeAt(path, at, slots);
      if (!('fault' in found)) return [];
      if (slots.has(String(path[0]))) return found.fault;
      if (path[0] === HOURS) return [hoursFault(path.join('.'), at)];
      return path[0] === LINE ? [lineFault(path.join('.'), at)] : found.fault;
    }),
    ...printed.flatMap((found) => {
      const [whole, path = ''] = found;
      return unprintable(path, found.index + whole.indexOf(path), slots);
    }),
  ];
}

function hoursFault(path: string, at: number): Fault {
  return {
    ...{ code: 'flow.unknown-variable', at, length: path.length },
    message: 'Opening hours can be asked in conditions only',
    cure: `Ask them in a \`decide\`: \`- { when: ${path}, goto: … }\`.`,
  };
}

function lineFault(path: string, at: number): Fault {
  return {
    ...{ code: 'flow.unknown-variable', at, length: path.length },
    message: 'A place in line can be told to who waits only',
    cure: 'Say it in the `say` of a handoff, or in `waiting` of its queue in bot.yaml.',
  };
}

function unprintable(path: string, at: number, slots: Shapes): Fault[] {
  const found = shapeAt(path.split('.'), at, slots);
  if ('fault' in found || (found.shape.type !== 'object' && found.shape.type !== 'list')) return [];
  const isList = found.shape.type === 'list';
  return [
    {
      ...{ code: 'flow.cannot-print', at, length: path.length },
      message: `"${path}" is ${isList ? 'a list' : 'an object'}, which no text can show as it is`,
      cure: isList
        ? `Print its items: {{ ${path} | join: ", " }}.`
        : `Print one of its fields: ${Object.keys(found.shape.fields ?? {}).join(', ')}.`,
    },
  ];
}
