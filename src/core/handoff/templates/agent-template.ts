/** Texts by language; `locale` of the bot. */
export type ByLocale = ReadonlyMap<string, string>;

/** What an agent fills in. */
interface TemplateVariable {
  readonly name: string;
  /** What people see beside the field, by language. */
  readonly titles: ByLocale;
  /** In characters. */
  readonly maxLength: number;
  /** Filled in beforehand: the bot's slot of that name, or `name`, the customer's. */
  readonly from: string | undefined;
  /** The trigger property that carries it. */
  readonly property: string;
}

/** A template in one language. */
export interface TemplateVersion {
  readonly locale: string;
  readonly campaignId: string;
  /** With `{{ variable }}` where something is filled in. */
  readonly body: string;
}

/** An approved WhatsApp template that agents may send by hand. */
export interface AgentTemplate {
  readonly name: string;
  readonly titles: ByLocale;
  readonly category: 'utility' | 'marketing' | 'authentication';
  /** Slot of the bot that has to be true. */
  readonly optIn: string | undefined;
  /** One a language, in the order of the bot's languages. */
  readonly versions: readonly TemplateVersion[];
  readonly variables: readonly TemplateVariable[];
}

/** A template as it is sent: nothing is left to fill in. */
export interface SentTemplate {
  readonly name: string;
  readonly locale: string;
  readonly campaignId: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The words of the language, else those that differ in region only, else the first; blank for none. */
export function inLocale(texts: ByLocale, locale: string): string {
  const [bare = ''] = locale.split('-');
  const near = [...texts].find(([each]) => each.split('-')[0] === bare);
  const [first = ''] = texts.values();
  return texts.get(locale) ?? near?.[1] ?? first;
}
