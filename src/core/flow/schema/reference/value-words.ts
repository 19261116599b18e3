import type { z } from 'zod';

import { AgentTemplate, TemplateVariable } from '../../model/agent-words.ts';
import { BotFile } from '../../model/bot.ts';
import { FullBubble, PropertyName, Say } from '../../model/bubble.ts';
import { Exit } from '../../model/exit.ts';
import { Handoff } from '../../model/handoff.ts';
import { Hours } from '../../model/hours.ts';
import { Ladder, Target } from '../../model/ladder.ts';
import { Silence } from '../../model/silence.ts';
import { AttributeName, Reveal, Slot } from '../../model/slot.ts';
import { Stale } from '../../model/stale.ts';
import { Settle } from '../../model/steps/ai.ts';
import { ConnectorName, Timeout } from '../../model/steps/call.ts';
import { Option } from '../../model/steps/choose.ts';
import { Copy, Duration, Locale, Name, Phrases } from '../../model/words.ts';
import { Write } from '../../model/write.ts';

/** A form of value as the models have it. */
type Form = z.ZodType;

/** What of a form is looked at; not all forms have all of it. */
interface Def {
  readonly type: string;
  readonly innerType?: Form;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly element?: Form;
  readonly valueType?: Form;
  readonly options?: readonly Form[];
}

function defOf(form: Form): Def {
  return form.def;
}

/** Values that have a name of their own; most lead to a section that says what they are made of. */
const NAMED: readonly (readonly [Form, string])[] = [
  [Name, 'a name'],
  [Locale, 'a language, such as `en`'],
  [Copy, 'a text'],
  [Phrases, 'words'],
  [Duration, 'a time, such as `30m`'],
  [Timeout, 'a time, `60s` at most'],
  [Settle, 'a time, such as `500ms`'],
  [Target, 'a step, a flow or `end`'],
  [ConnectorName, 'a connector'],
  [AttributeName, 'an attribute'],
  [PropertyName, 'a property'],
  [Reveal, 'a list of slots'],
  [Say, '[bubbles](#bubbles)'],
  [FullBubble, 'a [bubble](#bubbles)'],
  [Ladder, 'a [ladder](#not-understood)'],
  [Silence, 'a [silence](#silence)'],
  [Handoff, 'a [handoff](#handoff)'],
  [Exit, 'a [way out](#ways-out)'],
  [Write, '[what is written](#write)'],
  [Stale, '[what makes it stale](#stale)'],
  [Slot, 'a [slot](#slots)'],
  [Option, 'an [option](#options)'],
  [valueForm(BotFile.shape.layouts), 'a [layout](#layouts)'],
  [Hours, '[opening hours](#opening-hours)'],
  [AgentTemplate, 'a [template](#templates-for-agents)'],
  [TemplateVariable, '[what agents fill in](#what-agents-fill-in)'],
];

/** What a mapping by name holds, such as one layout of `layouts`. */
export function valueForm(form: Form): z.ZodObject {
  const { valueType } = defOf(requiredForm(form));
  if (valueType === undefined) throw new Error('Not a mapping by name');
  return valueType as z.ZodObject;
}

/** A form that may be left out, without that. */
export function requiredForm(form: Form): Form {
  const { type, innerType } = defOf(form);
  const mayBeLeftOut = type === 'optional' || type === 'default';
  return mayBeLeftOut && innerType !== undefined ? requiredForm(innerType) : form;
}

/**
 * What kind of value a form is, in words, as Markdown.
 *
 * @throws Error for a kind that has no words yet
 */
export function valueWords(form: Form): string {
  const named = NAMED.find(([known]) => known === form || known.def === form.def);
  if (named !== undefined) return named[1];

  const { type, entries, values, element, valueType, options } = defOf(form);
  const inner = requiredForm(form);
  if (inner !== form) return valueWords(inner);
  switch (type) {
    case 'enum':
      return Object.values(entries ?? {})
        .map(code)
        .join(' ');
    case 'literal':
      return (values ?? []).map((value) => code(JSON.stringify(value))).join(' ');
    case 'boolean':
      return 'true or false';
    case 'number':
      return numberWords(form as z.ZodNumber);
    case 'string':
      return 'a text';
    case 'null':
      return 'nothing';
    case 'array':
      return `a list: ${valueWords(element ?? form)}`;
    case 'record':
      return `by name: ${valueWords(valueType ?? form)}`;
    case 'union':
      return unique((options ?? []).map(valueWords)).join(', or ');
    case 'object':
      return `\`{ ${Object.keys((form as z.ZodObject).shape).join(', ')} }\``;
    case 'lazy':
      return 'any value';
    default:
      throw new Error(`No words for a value of the kind ${type}`);
  }
}

function numberWords({ minValue, maxValue, format }: z.ZodNumber): string {
  const what = format === 'safeint' ? 'a whole number' : 'a number';
  const isBound = minValue !== null && maxValue !== null && maxValue < Number.MAX_SAFE_INTEGER;
  return isBound ? `${what}, ${String(minValue)} to ${String(maxValue)}` : what;
}

const code = (text: string): string => `\`${text}\``;

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
