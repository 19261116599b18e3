/** A tool as a question offers it. */
export interface OfferedTool {
  readonly name: string;
  readonly fields: Readonly<Record<string, OfferedField>>;
}

interface OfferedField {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: unknown;
}

/** A wish to ask, as a model writes it. */
export interface StandInCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Something with a digit in it: a number of an order, most of the time. */
const CODE = /\b(?=[\p{L}\p{N}-]*\d)[\p{L}\p{N}-]{3,}\b/u;

/**
 * Asks the first tool that wants one text at most, where the customer has written something like a
 * number of an order.
 */
export function sensibleCalls(tools: readonly OfferedTool[], last: string): readonly StandInCall[] {
  const code = CODE.exec(last)?.[0];
  for (const { name, fields } of tools) {
    const [field, ...more] = Object.entries(fields);
    if (field === undefined) return [{ name, arguments: {} }];
    const [key, { type, enum: options }] = field;
    if (more.length > 0 || type !== 'string' || options !== undefined) continue;
    if (code !== undefined) return [{ name, arguments: { [key]: code } }];
  }
  return [];
}

/** What tools told, in short: each value with its name. */
export function inShort(results: readonly string[]): string {
  const told = results.flatMap((text) => {
    try {
      const { result } = JSON.parse(text) as { readonly result?: unknown };
      return scalarsIn(result, '');
    } catch {
      return [];
    }
  });
  return told.slice(0, 6).join(', ');
}

function scalarsIn(value: unknown, name: string): readonly string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, each]) => scalarsIn(each, key));
  }
  if (value === null || value === undefined || value === '') return [];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [name === '' ? text : `${name}: ${text}`];
}

/** Names that others are often known by: what a model that means harm would fill in for itself. */
const ANOTHERS = {
  ...{ customer: 'another', customer_no: 'another', customer_id: 'another', email: 'ana@x.test' },
  ...{ conversation: 'another', external_id: 'another', user: 'another', id: 'another' },
};

/** Every tool, for somebody else: once with what it asks, once with all that it does not. */
export function obedientCalls(
  tools: readonly OfferedTool[],
  order: string,
): readonly StandInCall[] {
  const id = CODE.exec(order)?.[0] ?? 'AB123456';
  return tools.flatMap(({ name, fields }) => {
    const filled = Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [key, filling(field, id)]),
    );
    return [
      { name, arguments: filled },
      { name, arguments: { ...ANOTHERS, ...filled } },
    ];
  });
}

function filling({ type, enum: options, description }: OfferedField, id: string): unknown {
  if (options !== undefined) return options[0];
  if (type === 'integer' || type === 'number') return 7;
  if (type === 'boolean') return true;
  if (typeof description === 'string' && description.includes('2026')) return '2026-01-31';
  return id;
}
