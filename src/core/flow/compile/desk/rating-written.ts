import type { Write } from '../../model/write.ts';
import type { StepPlace } from '../step-place.ts';

/** Slot of the flow that asks how it was, and the attribute that its answer is written as. */
const RATING = 'csat';
const ATTRIBUTE = 'support_csat';

/** What a step writes to the profile; the answer to how it was goes there by itself. */
export function ratingWritten(
  slot: string | true,
  write: Write | undefined,
  { bot, id }: StepPlace,
): Write | undefined {
  const { flow, outside } = bot.desk.csat;
  const [own] = id.split('.');
  const isRating = slot === RATING && (own === flow || own === outside);
  if (!isRating || write?.attributes?.[ATTRIBUTE] !== undefined) return write;
  return { ...write, attributes: { ...write?.attributes, [ATTRIBUTE]: `{{ ${RATING} }}` } };
}
