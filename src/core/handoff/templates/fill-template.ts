import type { AgentTemplate, SentTemplate, TemplateVersion } from './agent-template.ts';
import { filledBody, placeholdersIn } from './placeholders.ts';

/** WhatsApp's longest body of a template, in characters. */
export const LONGEST_BODY = 1_024;

/** Why a template cannot be sent with these values. `at` names the variable; blank for the whole. */
export interface TemplateFault {
  readonly at: string;
  readonly why: 'missing' | 'too-long' | 'not-one-line' | 'unknown';
  /** In characters: of `too-long`, what is allowed. */
  readonly most?: number;
}

/** What is sent, and what the customer will read. */
interface Filled {
  readonly template: SentTemplate;
  readonly text: string;
}

/**
 * A template with its values, ready to be sent; or all that is wrong with them.
 *
 * Blanks around a value are no part of it. WhatsApp takes no line break, no tab and no more than
 * four spaces in a row in a variable.
 *
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/guidelines
 */
export function fillTemplate(
  template: AgentTemplate,
  version: TemplateVersion,
  given: Readonly<Record<string, string>>,
): Filled | { readonly faults: readonly TemplateFault[] } {
  const wanted = new Set(placeholdersIn(version.body));
  const asked = template.variables.filter(({ name }) => wanted.has(name));
  const known = new Set(template.variables.map(({ name }) => name));
  const values: Record<string, string> = {};
  const properties: Record<string, string> = {};
  const faults: TemplateFault[] = Object.keys(given).flatMap((name) =>
    known.has(name) ? [] : [{ at: name.slice(0, 60), why: 'unknown' }],
  );
  for (const { name, property, maxLength } of asked) {
    const value = Object.hasOwn(given, name) ? (given[name] ?? '').trim() : '';
    const fault = faultOf(name, value, maxLength);
    if (fault !== undefined) faults.push(fault);
    values[name] = value;
    properties[property] = value;
  }
  const text = filledBody(version.body, values);
  if (faults.length === 0 && lengthOf(text) > LONGEST_BODY) {
    faults.push({ at: '', why: 'too-long', most: LONGEST_BODY });
  }
  if (faults.length > 0) return { faults };

  const { locale, campaignId } = version;
  return { text, template: { name: template.name, locale, campaignId, properties } };
}

function faultOf(at: string, value: string, most: number): TemplateFault | undefined {
  if (value === '') return { at, why: 'missing' };
  if (lengthOf(value) > most) return { at, why: 'too-long', most };
  return /\p{Cc}|\p{Cs}|\u2028|\u2029| {5}/u.test(value) ? { at, why: 'not-one-line' } : undefined;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
