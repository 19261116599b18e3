import { rowOf } from '#core/flow/model/bubble.ts';
import type { Copy } from '#core/flow/model/words.ts';
import { textsOfAttribute } from '#core/flow/model/write.ts';
import type { Path } from '#core/flow/read/source.ts';

import type { Act, Literal, SaidBubble, Written } from '../graph/place.ts';

/** Where what a text comes to goes. */
type Destination =
  | 'a reply'
  | 'the profile'
  | 'a call'
  | 'a Canvas'
  | 'the reason of a handoff'
  | 'a slot'
  | 'another flow';

/** A template somewhere in an act. */
export interface FoundText extends Written {
  readonly text: string;
  /** `undefined`: in all languages. */
  readonly locale: string | undefined;
  readonly to: Destination;
  /** Of a value for a slot. */
  readonly slot?: string;
}

/** Every template that an act renders. */
export function textsIn(act: Act): readonly FoundText[] {
  switch (act.kind) {
    case 'say':
      return act.variations.flatMap(textsOfBubble);
    case 'canvas':
      return valuesIn(act.with, act, 'a Canvas');
    case 'set':
      return valuesIn(act.values, act, 'a slot');
    case 'give':
      return valuesIn(act.with, act, 'another flow');
    case 'write': {
      const { attributes = {}, event } = act.write;
      const properties = typeof event === 'object' ? (event.properties ?? {}) : {};
      return [
        ...Object.entries(attributes).flatMap(([name, value]) =>
          textsOfAttribute(value).flatMap(({ text, path }) =>
            copyIn(text, below(act, 'attributes', name, ...path), 'the profile'),
          ),
        ),
        ...valuesIn(properties, below(act, 'event', 'properties'), 'the profile'),
      ];
    }
    case 'call':
      return Object.entries(act.input).flatMap(([name, value]) => {
        const isCopy = typeof value === 'object' && value !== null;
        const where = act.connector === 'ai' ? act : below(act, name);
        return isCopy || typeof value === 'string' ? copyIn(value, where, 'a call') : [];
      });
    case 'handoff':
      return copyIn(act.handoff.reason, below(act, 'reason'), 'the reason of a handoff');
    case 'keep':
    case 'enter':
    case 'take':
      return [];
  }
}

function textsOfBubble({ bubble, source, path, textPath }: SaidBubble): readonly FoundText[] {
  const { text, buttons = [], list, with: more = {} } = bubble;
  const at = (copy: Copy | undefined, ...keys: Path): readonly FoundText[] =>
    copyIn(copy, { source, path: [...path, ...keys] }, 'a reply');
  return [
    ...copyIn(text, { source, path: textPath }, 'a reply'),
    ...at(bubble.image, 'image'),
    ...at(bubble.document, 'document'),
    ...at(bubble.filename, 'filename'),
    ...at(bubble.link, 'link'),
    ...at(bubble.button, 'button'),
    ...buttons.flatMap((button, index) => at(button, 'buttons', index)),
    ...at(list?.button, 'list', 'button'),
    ...(list?.rows ?? [])
      .map(rowOf)
      .flatMap(({ title, description }, index) => [
        ...at(title, 'list', 'rows', index),
        ...at(description, 'list', 'rows', index, 'description'),
      ]),
    ...Object.entries(more).flatMap(([name, copy]) => at(copy, 'with', name)),
  ];
}

function valuesIn(
  values: Readonly<Record<string, Literal>>,
  where: Written,
  to: Destination,
): readonly FoundText[] {
  return Object.entries(values).flatMap(([name, value]) =>
    typeof value !== 'string'
      ? []
      : copyIn(value, below(where, name), to).map((found) => ({ ...found, slot: name })),
  );
}

function copyIn(
  copy: Copy | undefined,
  { source, path }: Written,
  to: Destination,
): readonly FoundText[] {
  if (copy === undefined) return [];
  if (typeof copy === 'string') return [{ text: copy, locale: undefined, source, path, to }];
  return Object.entries(copy).map(([locale, text]) => ({
    ...{ text, locale, source, path: [...path, locale], to },
  }));
}

function below({ source, path }: Written, ...keys: Path): Written {
  return { source, path: [...path, ...keys] };
}
