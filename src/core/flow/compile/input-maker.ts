import { compileValue } from './compile-value.ts';
import type { FlowContext } from './flow-context.ts';

type Given = string | number | boolean | null;

/** What is handed to another system, by name; `null` for a slot that is unset. */
export function inputMaker(
  values: Readonly<Record<string, Given>> = {},
): (context: FlowContext) => Record<string, unknown> {
  const makers = Object.entries(values).map(
    ([name, value]) => [name, compileValue(value)] as const,
  );
  return (context) => {
    const made: Record<string, unknown> = {};
    for (const [name, make] of makers) made[name] = make(context) ?? null;
    return made;
  };
}
