import type { BotFile, BubbleField } from '../model/bot.ts';
import { CARRIED, type FullBubble, layoutOf } from '../model/bubble.ts';
import { offerAs } from '../model/offer.ts';
import type { Step } from '../model/step.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { bubblesOfStep, type FoundBubble, stepsOf } from './words-of.ts';

/** Every bubble has a campaign that can carry it, and that shows what is in it. */
export const layoutsExist: FlowCheck = ({ flow, source }, { bot }) =>
  stepsOf(flow)
    .flatMap(([step, base]) => {
      const asked = askedWith(step, base, bot);
      return [
        ...bubblesOfStep(step, base).flatMap((found) => carriageFindings(found, bot)),
        ...asked.flatMap(({ layout, path }) => missing(layout, path, bot)),
      ];
    })
    .map((found) => source.problem(found));

/** What a question's options need. */
function askedWith(step: Step, base: Path, bot: BotFile): { layout: string; path: Path }[] {
  if (step.kind !== 'choose') return [];
  const layout = offerAs(step, new Set(Object.keys(bot.layouts)));
  return [{ layout, path: [...base, 'as'] }];
}

function missing(layout: string, path: Path, { layouts }: BotFile): Finding[] {
  if (layouts[layout] !== undefined) return [];
  return [
    {
      ...{ code: 'flow.unknown-layout', path },
      oneOf: { given: layout, among: Object.keys(layouts) },
      message: `There is no layout "${layout}" to say this with`,
      cure: `Add it under \`layouts\` in bot.yaml; there are ${Object.keys(layouts).join(', ')}.`,
    },
  ];
}

/** Whether a bubble can be carried, whole. */
export function carriageFindings({ bubble, path }: FoundBubble, bot: BotFile): Finding[] {
  const name = layoutOf(bubble);
  const layout = bot.layouts[name];
  if (layout === undefined) return missing(name, path, bot);

  const shown = new Set<BubbleField>(Object.values(layout.properties));
  return [
    ...hidden(bubble, shown, name, path),
    ...(layout.via === 'messages' && bubble.with !== undefined ? [extra(name, path)] : []),
    ...mixed(bubble, path),
  ];
}

/** A whole message has no template that could show more. */
function extra(name: string, path: Path): Finding {
  return {
    ...{ code: 'flow.part-not-shown', path: [...path, 'with'] },
    message: `The layout "${name}" shows no properties: it goes \`via: messages\``,
    cure: 'Remove `with`, or name by `reply` a layout with a campaign of its own.',
  };
}

/** What would be lost on the way without anybody's notice. */
const SHOWN = ['text', 'image', 'document', 'link'] as const;

function hidden(
  bubble: FullBubble,
  shown: ReadonlySet<BubbleField>,
  name: string,
  path: Path,
): Finding[] {
  // A layout that shows nothing of a bubble is a campaign with words of its own.
  const lost = SHOWN.filter((part) => bubble[part] !== undefined && !shown.has(part));
  return (shown.size === 0 ? [] : lost).map((part) => ({
    ...{ code: 'flow.part-not-shown', path: part === 'text' ? path : [...path, part] },
    message: `The layout "${name}" does not show the ${part} of a bubble`,
    cure: `Remove it, or add a property with \`${part}\` to the layout in bot.yaml.`,
  }));
}

/** WhatsApp knows no message with a file and a link; only a layout of its own could carry two. */
function mixed(bubble: FullBubble, path: Path): Finding[] {
  const carried = CARRIED.filter((part) => bubble[part] !== undefined);
  const strays = [
    ...(bubble.filename !== undefined && bubble.document === undefined ? ['filename'] : []),
    ...(bubble.button !== undefined && bubble.link === undefined ? ['button'] : []),
  ];
  const extra = bubble.reply === undefined ? carried.slice(1) : [];
  return [
    ...extra.map((part) => ({
      ...{ code: 'flow.mixed-bubble', path: [...path, part] },
      message: `One bubble cannot have both ${carried[0] ?? ''} and ${part}`,
      cure: 'Make two bubbles of it, or name by `reply` a layout that shows both.',
    })),
    ...strays.map((part) => ({
      ...{ code: 'flow.mixed-bubble', path: [...path, part] },
      message: `"${part}" has nothing here that it belongs to`,
      cure: `It stands beside \`${part === 'button' ? 'link' : 'document'}\`: add that, or remove it.`,
    })),
  ];
}
