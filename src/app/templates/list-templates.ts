import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import type { CustomerFacts } from '#core/handoff/customer-facts.ts';
import { type AgentTemplate, inLocale } from '#core/handoff/templates/agent-template.ts';
import { placeholdersIn } from '#core/handoff/templates/placeholders.ts';

/** A template in one language, as it is offered to who writes to a customer. */
export interface OfferedTemplate {
  readonly name: string;
  readonly title: string;
  readonly category: AgentTemplate['category'];
  readonly locale: string;
  /** What the customer will read, with `{{ variable }}`. */
  readonly body: string;
  readonly variables: readonly {
    readonly name: string;
    readonly title: string;
    readonly maxLength: number;
    /** What is known of the customer and fits; blank for nothing. */
    readonly value: string;
  }[];
}

type Known = Pick<CustomerFacts, 'locale' | 'name' | 'values'>;

/** The templates of the live release that may be sent to a customer. */
export class ListTemplates {
  constructor(private readonly releases: Pick<ReleaseLibrary, 'live'>) {}

  /** @param customer who is written to; of somebody new, nothing is known */
  execute(customer?: Known): readonly OfferedTemplate[] {
    const bot = this.releases.live()?.release.bot;
    if (bot === undefined) return [];
    const known = customer ?? { locale: bot.locales[0], name: undefined, values: {} };
    const allowed = [...bot.desk.templates.values()].filter((template) =>
      isAgreedTo(template, known),
    );
    const offered = allowed.flatMap((template) => offeredOf(template, known));
    // The customer's language first; where it differs in region only, it is theirs as well.
    const rank = ({ locale }: OfferedTemplate): number =>
      locale === known.locale ? 0 : bare(locale) === bare(known.locale) ? 1 : 2;
    return [...offered].sort((a, b) => rank(a) - rank(b));
  }
}

/** Whether the customer has agreed to such messages, as far as the template wants to know. */
export function isAgreedTo(
  { optIn }: Pick<AgentTemplate, 'optIn'>,
  { values }: Pick<Known, 'values'>,
): boolean {
  return optIn === undefined || (Object.hasOwn(values, optIn) && values[optIn] === 'true');
}

function offeredOf(template: AgentTemplate, known: Known): readonly OfferedTemplate[] {
  const { name, titles, category, versions, variables } = template;
  return versions.map(({ locale, body }) => {
    const wanted = new Set(placeholdersIn(body));
    return {
      ...{ name, category, locale, body, title: inLocale(titles, locale) },
      variables: variables
        .filter((variable) => wanted.has(variable.name))
        .map(({ name: variable, titles: said, maxLength, from }) => ({
          ...{ name: variable, title: inLocale(said, locale), maxLength },
          value: Array.from(valueOf(from, known)).slice(0, maxLength).join(''),
        })),
    };
  });
}

function valueOf(from: string | undefined, { name, values }: Known): string {
  if (from === undefined) return '';
  const value = from === 'name' ? (values['name'] ?? name ?? '') : (values[from] ?? '');
  return value.replace(/\s+/g, ' ').trim();
}

function bare(locale: string): string {
  return locale.split('-')[0] ?? locale;
}
