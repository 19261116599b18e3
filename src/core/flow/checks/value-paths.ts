import type { ValuePath } from '../liquid/value-at.ts';
import type { SlotShape } from '../model/slot.ts';
import type { OneOf } from '../raise-problems.ts';

/** What is wrong inside a condition or a template, and where in it. */
export interface Fault {
  readonly code: string;
  /** Characters before it. */
  readonly at: number;
  readonly length: number;
  readonly message: string;
  readonly cure: string;
  readonly oneOf?: OneOf;
}

export type Shapes = ReadonlyMap<string, SlotShape>;

/** What kind of value stands at a path, or why none does. */
export function shapeAt(
  path: ValuePath,
  at: number,
  slots: Shapes,
): { readonly shape: SlotShape } | { readonly fault: Fault } {
  const [name = '', ...parts] = path;
  let shape = slots.get(String(name));
  if (shape === undefined) return { fault: unknownSlot(String(name), at, slots) };

  for (const [index, part] of parts.entries()) {
    const inside = shapeIn(shape, part);
    if (inside === undefined) {
      const above = path.slice(0, index + 1).join('.');
      return { fault: unknownField(above, shape, part, at + above.length + 1) };
    }
    shape = inside;
  }
  return { shape };
}

const A_NUMBER: SlotShape = { type: 'integer' };

/** The kind of a field or an item, and of what Liquid knows of texts and lists. */
function shapeIn(shape: SlotShape, part: string | number): SlotShape | undefined {
  if (shape.type === 'object') {
    const { fields = {} } = shape;
    return Object.hasOwn(fields, part) ? fields[part] : undefined;
  }
  if (part === 'size' && (shape.type === 'list' || shape.type === 'text')) return A_NUMBER;
  if (shape.type !== 'list') return undefined;
  const isItem = typeof part === 'number' || part === 'first' || part === 'last';
  return isItem ? (shape.of ?? { type: 'text' }) : undefined;
}

function unknownSlot(name: string, at: number, slots: Shapes): Fault {
  return {
    ...{ code: 'flow.unknown-variable', at, length: name.length },
    message: `There is no slot "${name}"`,
    cure: `Declare it under \`slots\`, or put a text into quotes: "${name}".`,
    oneOf: { given: name, among: slots.keys() },
  };
}

function unknownField(above: string, shape: SlotShape, part: string | number, at: number): Fault {
  const place = { code: 'flow.unknown-field', at, length: String(part).length };
  if (shape.type === 'object') {
    const fields = Object.keys(shape.fields ?? {});
    const message = `"${above}" has no field "${String(part)}"`;
    const cure = `Write one of ${fields.join(', ')}, or declare it under its \`fields\`.`;
    return { ...place, message, cure, oneOf: { given: String(part), among: fields } };
  }
  const isList = shape.type === 'list';
  return {
    ...place,
    message: isList
      ? `"${above}" is a list: it has no "${String(part)}"`
      : `"${above}" is of type ${shape.type} and has no parts`,
    cure: isList ? 'Lists have size, first, last and [0].' : `Write \`${above}\` alone.`,
  };
}
