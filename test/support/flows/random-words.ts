import type { Dice } from './dice.ts';

const TEXTS = ['Well.', 'One moment.', 'All right then.', 'Here you are.', 'Good to know.'];

export function plainText(roll: Dice): string {
  return roll.of(TEXTS);
}

/** A text that may print slots, or come out empty. */
export function randomText(roll: Dice, slots: readonly string[]): string {
  if (slots.length === 0 || !roll.oneIn(3)) return plainText(roll);
  const slot = roll.of(slots);
  return roll.of([
    `So it is {{ ${slot} }}.`,
    `{% if ${slot} %}Known: {{ ${slot} }}{% else %}Not known.{% endif %}`,
    `{{ ${slot} }}`,
    `{% if ${slot} %}Only then.{% endif %}`,
    `Or {{ ${slot} | default: "nothing" | upcase }}`,
  ]);
}

/** A bubble, a chain of them, or variations of one. */
export function randomSay(roll: Dice, slots: readonly string[]): unknown {
  switch (roll.below(6)) {
    case 1:
      return [
        randomText(roll, slots),
        { text: randomText(roll, slots), after: roll.of(['2s', '3h']) },
      ];
    case 2:
      return { image: 'https://files.example/1.png', text: plainText(roll) };
    case 3:
      return { random: [plainText(roll), randomText(roll, slots)] };
    case 4:
      return { text: plainText(roll), reply: 'approved' };
    default:
      return randomText(roll, slots);
  }
}

export function randomHandoff(roll: Dice): object {
  return roll.oneIn(2) ? { queue: 'care', reason: 'as it was' } : {};
}
