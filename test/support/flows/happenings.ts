import fc from 'fast-check';

import type { Happening } from './walk.ts';

const TEXTS = [
  ...['begin f0', 'begin f1', 'begin f2', 'begin f3', 'red', 'blue', 'Red one', '1', '2', '42'],
  ...['yes', 'no', 'something', 'xyzzy', '?', '', 'menu', 'agent', 'stop', 'start', 'bot'],
  ...['cancel', 'repeat', 'back', 'english', 'español', 'no, i meant 7', 'no, i meant blue'],
];

/** What may happen in a conversation with a random release: mostly what leads somewhere. */
export function happenings(maxLength: number): fc.Arbitrary<readonly Happening[]> {
  const says = fc.constantFrom(...TEXTS).map((text): Happening => ({ kind: 'says', text }));
  const others: readonly Happening['kind'][] = [
    ...(['sends-media', 'call-failed', 'agent-took', 'agent-reply', 'returned-to-bot'] as const),
  ];
  return fc.array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.nat({ max: 20 }).map((pick): Happening => ({ kind: 'goes-on', pick })),
      },
      { weight: 8, arbitrary: says },
      { weight: 3, arbitrary: fc.constant<Happening>({ kind: 'time' }) },
      { weight: 2, arbitrary: fc.constant<Happening>({ kind: 'call-result' }) },
      {
        weight: 1,
        arbitrary: fc.nat({ max: 20 }).map((pick): Happening => ({ kind: 'lost', pick })),
      },
      { weight: 1, arbitrary: fc.constantFrom(...others).map((kind) => ({ kind }) as Happening) },
    ),
    { minLength: 1, maxLength, size: 'max' },
  );
}
