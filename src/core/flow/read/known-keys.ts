import type { z } from 'zod';

import type { Path } from './source.ts';

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes['_zod']['def'];

/** The names that a form knows at a place below it: those of all forms that may stand there. */
export function knownKeys(schema: Schema, path: Path): readonly string[] {
  let schemas = flatten(schema);
  for (const key of path) {
    schemas = schemas.flatMap((each) => childrenOf(each, key)).flatMap(flatten);
  }
  return schemas.flatMap((each) => {
    const def = defOf(each);
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
}

/** A form without what stands around it: every alternative of a union, the inside of an optional. */
function flatten(schema: Schema): readonly Schema[] {
  const def = defOf(schema);
  if (def.type === 'union') return def.options.flatMap(flatten);
  if (def.type === 'pipe') return flatten(def.in);
  if (def.type === 'lazy') return flatten(def.getter());
  if ('innerType' in def) return flatten(def.innerType);
  return [schema];
}

function childrenOf(schema: Schema, key: string | number): readonly Schema[] {
  const def = defOf(schema);
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  const child = def.type === 'object' ? def.shape[key] : undefined;
  return child === undefined ? [] : [child];
}

const defOf = (schema: Schema): Def => schema._zod.def as Def;
