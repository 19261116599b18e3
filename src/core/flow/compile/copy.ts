import { compileTemplate } from '../liquid/template.ts';
import type { Copy } from '../model/words.ts';
import type { FlowContext } from './flow-context.ts';

/** A text for the customer, in their language, with the flow's values in it. */
export type Words = (context: FlowContext) => string;

/** Words made ready; checked before, so nothing here can be malformed. */
export function compileCopy(copy: Copy): Words {
  if (typeof copy === 'string') {
    const { render } = compileTemplate(copy);
    return ({ slots }) => render(slots);
  }
  const byLocale = new Map(
    Object.entries(copy).map(([locale, text]) => [locale, compileTemplate(text)]),
  );
  const [first] = byLocale.values();
  return ({ locale, slots }) => (byLocale.get(locale) ?? first)?.render(slots) ?? '';
}
