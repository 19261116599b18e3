import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import type { SentTemplate } from '#core/handoff/templates/agent-template.ts';
import { fillTemplate } from '#core/handoff/templates/fill-template.ts';

import { isAgreedTo } from './list-templates.ts';
import { NotOptedIn, TemplateUnfit, UnknownTemplate } from './template-errors.ts';

/** What somebody wants to send. */
export interface WantedTemplate {
  readonly template: string;
  readonly locale: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * A template of the live release, filled out.
 *
 * @param known values of the customer's slots, which say what they have agreed to
 * @throws UnknownTemplate, TemplateUnfit, NotOptedIn
 */
export function fillOut(
  releases: Pick<ReleaseLibrary, 'live'>,
  { template: name, locale, values }: WantedTemplate,
  known: Readonly<Record<string, string>>,
): { readonly template: SentTemplate; readonly text: string } {
  const templates = releases.live()?.release.bot.desk.templates ?? new Map<string, never>();
  const template = templates.get(name);
  const version = template?.versions.find((each) => each.locale === locale);
  if (template === undefined || version === undefined) {
    const there = [...templates.values()].map(
      (each) => `${each.name} (${each.versions.map((one) => one.locale).join(', ')})`,
    );
    throw new UnknownTemplate(`${name} (${locale})`, there);
  }
  if (!isAgreedTo(template, { values: known })) {
    throw new NotOptedIn(name, template.optIn ?? '');
  }
  const filled = fillTemplate(template, version, values);
  if ('faults' in filled) throw new TemplateUnfit(filled.faults);
  return filled;
}
