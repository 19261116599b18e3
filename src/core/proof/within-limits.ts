import type { FullBubble } from '#core/flow/model/bubble.ts';
import { rowOf } from '#core/flow/model/bubble.ts';
import { lengthOf } from '#core/flow/model/offer.ts';
import type { Copy } from '#core/flow/model/words.ts';
import type { Path } from '#core/flow/read/source.ts';

import { type Edge, type Place, type SaidBubble, waysFrom, type Written } from './graph/place.ts';
import { longestOf } from './liquid/longest.ts';
import { pathsPrintedBy } from './liquid/prints.ts';
import { Trees } from './liquid/trees.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import { LONGEST_TEXT } from './slots/lengths.ts';
import type { Subject } from './subject.ts';

/**
 * WhatsApp's limits, in characters.
 *
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
const LIMIT = { text: LONGEST_TEXT, body: 1_024, button: 20, row: 24, description: 72 } as const;

/**
 * No text is longer than WhatsApp takes, in any language, whatever its slots hold: each at its
 * longest by its type, pattern and `max_length`, answers of customers at 500 characters.
 */
export const withinLimits: Proof = (subject) => {
  const seen = new Set<SaidBubble>();
  const found = new Map<string, (index: number) => ProofProblem>();
  for (const place of subject.all.graph.places) {
    if (!subject.isReached(place.id)) continue;
    for (const edge of waysFrom(place)) {
      for (const said of bubblesOn(edge)) {
        if (seen.has(said)) continue;
        seen.add(said);
        for (const long of tooLong(said, place, subject)) {
          const key = `${long.source?.file ?? ''} ${long.path.join('.')}`;
          const make = (index: number): ProofProblem =>
            problemOf(long, { place, edge, index }, subject);
          if (!found.has(key)) found.set(key, make);
        }
      }
    }
  }
  return [...found.values()].map((make, index) => make(index));
};

function bubblesOn({ acts }: Edge): readonly SaidBubble[] {
  return acts.flatMap((act) => (act.kind === 'say' ? act.variations : []));
}

/** A text that can be too long. */
interface TooLong extends Written {
  readonly locale: string | undefined;
  readonly length: number;
  readonly limit: number;
  /** The slot that takes most of it. */
  readonly slot: string;
  readonly slotLength: number;
}

function tooLong(said: SaidBubble, { flow }: Place, { slots }: Subject): readonly TooLong[] {
  const { lengthOf: lengthOfSlot, trees } = slots.of(flow);
  return limitedCopies(said).flatMap(({ copy, limit, path }): TooLong[] =>
    textsOf(copy).flatMap(([locale, text]) => {
      if (Trees.isPlain(text) && lengthOf(text) <= limit) return [];
      const pieces = trees.template(text);
      const length = Trees.isPlain(text) ? lengthOf(text) : longestOf(pieces, lengthOfSlot);
      if (length <= limit) return [];

      const printed = pathsPrintedBy(pieces).map((each) => [each, lengthOfSlot(each)] as const);
      const [worst = [], slotLength = 0] = printed.sort((a, b) => b[1] - a[1])[0] ?? [];
      const slot = worst.join('.');
      const at = locale === undefined ? path : [...path, locale];
      return [{ source: said.source, path: at, locale, length, limit, slot, slotLength }];
    }),
  );
}

interface Limited {
  readonly copy: Copy | undefined;
  readonly limit: number;
  readonly path: Path;
}

function limitedCopies({ bubble, path, textPath }: SaidBubble): readonly Limited[] {
  const { text, buttons = [], list, button } = bubble;
  const rows = (list?.rows ?? []).map(rowOf);
  const at = (...keys: Path): Path => [...path, ...keys];
  return [
    { copy: text, limit: bodyLimit(bubble), path: textPath },
    { copy: button, limit: LIMIT.button, path: at('button') },
    { copy: list?.button, limit: LIMIT.button, path: at('list', 'button') },
    ...buttons.map((copy, index) => ({ copy, limit: LIMIT.button, path: at('buttons', index) })),
    ...rows.map(({ title }, index) => ({
      ...{ copy: title, limit: LIMIT.row, path: at('list', 'rows', index) },
    })),
    ...rows.map(({ description }, index) => ({
      ...{ copy: description, limit: LIMIT.description },
      path: at('list', 'rows', index, 'description'),
    })),
  ];
}

/** Under a picture, and above buttons or a list, there is less room. */
function bodyLimit({ image, document, link, buttons, list }: FullBubble): number {
  const isAlone = [image, document, link, buttons, list].every((part) => part === undefined);
  return isAlone ? LIMIT.text : LIMIT.body;
}

function textsOf(copy: Copy | undefined): readonly (readonly [string | undefined, string])[] {
  if (copy === undefined) return [];
  return typeof copy === 'string' ? [[undefined, copy]] : Object.entries(copy);
}

interface Where {
  readonly place: Place;
  readonly edge: Edge;
  readonly index: number;
}

function problemOf(long: TooLong, { place, edge, index }: Where, subject: Subject): ProofProblem {
  const { source, path, locale, length, limit, slot, slotLength } = long;
  const language = locale === undefined ? '' : ` in "${locale}"`;
  const most = length === Infinity ? 'any number of' : String(length);
  const cause = slot === '' ? '' : `: "${slot}" alone may be ${String(slotLength)}`;
  const answers = new Map(slot === '' ? [] : [[slot, longAnswer(slotLength)]]);
  return proofProblem(
    { source, path },
    {
      code: 'proof.too-long',
      message: `This may be ${most} characters long${language}, and WhatsApp takes ${String(limit)} here${cause}`,
      cure:
        slot === ''
          ? 'Make it shorter.'
          : `Give "${slot}" a \`max_length\`, cut it here (\`{{ ${slot} | truncate: 40 }}\`), or make the text around it shorter.`,
    },
    index < MOST_CHATS
      ? subject.chatTo(place.id, [{ from: place, edge }], { locale, answers })
      : [],
  );
}

/** Words up to a length, as a customer who has much to say writes them. */
function longAnswer(length: number): string {
  return 'and so on '
    .repeat(Math.ceil(length / 10))
    .slice(0, length)
    .replace(/ $/, '.');
}
