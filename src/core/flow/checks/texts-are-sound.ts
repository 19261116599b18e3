import { LiquidFault } from '../liquid/liquid-fault.ts';
import { compileTemplate, onlyPathOf } from '../liquid/template.ts';
import { LINE, LINE_SHAPE } from '../model/line.ts';
import { slotsInReach } from '../model/slots-in-reach.ts';
import type { Finding } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { templateFaults } from './template-faults.ts';
import type { Shapes } from './value-paths.ts';
import { copiesOfStep, type FoundCopy, stepsOf } from './words-of.ts';

/** Every text is there in every language, is Liquid that may be used, and reads declared slots only. */
export const textsAreSound: FlowCheck = ({ flow, source }, { bot }) =>
  stepsOf(flow)
    .flatMap(([step, path]) => {
      const slots = slotsInReach(bot, flow);
      const lined = step.kind === 'handoff' ? withLineShape(slots) : slots;
      return copiesOfStep(step, path).flatMap((found) =>
        copyFindings(found, bot.locales, isSaidInLine(found.path) ? lined : slots),
      );
    })
    .map((found) => source.problem(found));

/** What a handoff's own words may read: the place in line, too. A slot of that name is the author's. */
export function withLineShape(slots: Shapes): Shapes {
  return slots.has(LINE) ? slots : new Map([...slots, [LINE, LINE_SHAPE]]);
}

/** What a step itself says, and not what its exits do: those leave the line. */
function isSaidInLine([, , key]: Finding['path']): boolean {
  return key === 'say';
}

export function copyFindings(
  { copy, path }: FoundCopy,
  locales: readonly string[],
  slots: Shapes,
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

/** Words in a language that the bot does not speak. */
export function unknownLocale(
  locale: string,
  path: Finding['path'],
  locales: readonly string[],
): Finding {
  return {
    ...{ code: 'flow.unknown-locale', path, atKey: true, oneOf: { given: locale, among: locales } },
    message: `"${locale}" is none of the bot's languages`,
    cure: `Write one of ${locales.join(', ')}, or add it to \`locales\` in bot.yaml.`,
  };
}

/** What a step sets, writes and hands on keeps its type where it is nothing but a slot. */
function isValueAt([, , key]: Finding['path']): boolean {
  return key === 'set' || key === 'with' || key === 'write';
}

function templateFindings(text: string, path: Finding['path'], slots: Shapes): Finding[] {
  try {
    const isPrinted = !isValueAt(path) || onlyPathOf(text) === undefined;
    return templateFaults(text, compileTemplate(text).variables, slots, isPrinted).map(
      ({ at, length, ...found }) => ({ path, within: { at, length }, ...found }),
    );
  } catch (failure) {
    if (!(failure instanceof LiquidFault)) throw failure;
    const { message: why, at, length } = failure;
    const cure = 'Close every {{ and {%, and use the tags and filters in docs/flows.md.';
    const message = `This is not Liquid: ${why}`;
    return [{ code: 'flow.bad-template', path, message, cure, within: { at, length } }];
  }
}
