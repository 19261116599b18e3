import { compileTemplate } from '../liquid/template.ts';
import type { Finding } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { copiesOfStep, type FoundCopy, stepsOf } from './words-of.ts';

/** Every text is there in every language, is Liquid that may be used, and reads declared slots only. */
export const textsAreSound: FlowCheck = ({ flow, source }, { bot }) =>
  stepsOf(flow)
    .flatMap(([step, path]) => copiesOfStep(step, path))
    .flatMap((found) => copyFindings(found, bot.locales, flow.slots))
    .map((found) => source.problem(found));

type Names = ReadonlyMap<string, unknown>;

export function copyFindings(
  { copy, path }: FoundCopy,
  locales: readonly string[],
  slots: Names,
): Finding[] {
  if (typeof copy === 'string') return templateFindings(copy, path, slots);

  const missing = locales.filter((locale) => copy[locale] === undefined);
  return [
    ...missing.map((locale) => ({
      ...{ code: 'flow.missing-locale', path },
      message: `The text is missing in "${locale}"`,
      cure: `Add a line \`${locale}: …\`.`,
    })),
    ...Object.entries(copy).flatMap(([locale, text]) =>
      locales.includes(locale)
        ? templateFindings(text, [...path, locale], slots)
        : [unknownLocale(locale, [...path, locale], locales)],
    ),
  ];
}

function unknownLocale(locale: string, path: Finding['path'], locales: readonly string[]): Finding {
  return {
    ...{ code: 'flow.unknown-locale', path, atKey: true },
    message: `"${locale}" is none of the bot's languages`,
    cure: `Write one of ${locales.join(', ')}, or add it to \`locales\` in bot.yaml.`,
  };
}

function templateFindings(text: string, path: Finding['path'], slots: Names): Finding[] {
  try {
    return compileTemplate(text)
      .variables.filter(
        (variable) => !slots.has(String(variable.path[0])) || variable.path.length > 1,
      )
      .map((variable) => ({
        ...{ code: 'flow.unknown-variable', path },
        message: `There is no slot "${variable.path.join('.')}"`,
        cure: `Write one of ${[...slots.keys()].join(', ') || 'the slots that you declare'}.`,
      }));
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const cure = 'Close every {{ and {%, and use the tags and filters in docs/flows.md.';
    return [{ code: 'flow.bad-template', path, message: `This is not Liquid: ${why}`, cure }];
  }
}
