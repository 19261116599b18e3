import { z } from 'zod';

import { COPY_KEYS } from './bot.ts';
import { Name } from './words.ts';

const Text = z.string().min(1).describe('The text in this language; Liquid may stand in it.');
const Titled = z.union([
  Text,
  z.strictObject({ title: Text.optional(), description: Text.optional() }),
]);

const BubbleCopy = z.strictObject({
  ...{ text: Text.optional(), image: Text.optional(), document: Text.optional() },
  ...{ filename: Text.optional(), link: Text.optional(), button: Text.optional() },
  buttons: z.array(Text).optional(),
  list: z
    .strictObject({
      button: Text.optional(),
      rows: z.array(z.union([Titled, z.null()])).optional(),
    })
    .optional(),
  with: z.record(z.string(), Text).optional(),
});
const Said = z.union([Text, BubbleCopy, z.null()]);
const Part = z.union([
  Said,
  z.strictObject({ random: z.array(Said) }),
  z.strictObject({ in_turn: z.array(Said) }),
]);
/** Mirrors a `say`; `null` (or `~`) where a bubble has nothing to translate. */
const SayCopy = z.union([Part, z.array(Part)]);
const ExitCopy = z.strictObject({ say: SayCopy.optional() });
const LadderCopy = z.array(z.union([SayCopy, ExitCopy]));

interface SilenceCopy {
  readonly say?: z.infer<typeof SayCopy> | undefined;
  readonly then?: SilenceCopy | undefined;
}
const SilenceCopy: z.ZodType<SilenceCopy> = z.strictObject({
  say: SayCopy.optional(),
  then: z.lazy(() => SilenceCopy).optional(),
});

const StepCopy = z.strictObject({
  say: SayCopy.optional(),
  button: Text.optional(),
  options: z.record(Name, Titled).optional().describe('A title for each option, by its id.'),
  invalid: LadderCopy.optional(),
  silence: SilenceCopy.optional(),
  failed: ExitCopy.optional(),
  timed_out: ExitCopy.optional(),
  refused: ExitCopy.optional(),
  undelivered: ExitCopy.optional(),
});

const BotCopy = z.strictObject({
  ...(Object.fromEntries(COPY_KEYS.map((key) => [key, Text.optional()])) as Record<
    (typeof COPY_KEYS)[number],
    z.ZodOptional<typeof Text>
  >),
  invalid: z.union([Text, LadderCopy]).optional(),
  no_match: z.union([Text, LadderCopy]).optional(),
  silence: SilenceCopy.optional(),
  undelivered: ExitCopy.optional(),
});

/** `copy/<locale>.yaml`: the texts of all flows in one language, by flow and step. */
export const CopyFile = z
  .object({ bot: BotCopy.optional().describe('The words of bot.yaml in this language.') })
  .catchall(z.record(z.string(), StepCopy));
export type CopyFile = z.infer<typeof CopyFile>;
