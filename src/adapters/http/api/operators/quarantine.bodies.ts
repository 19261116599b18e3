import type {
  Quarantined,
  QuarantineState,
  QuarantineSummary,
} from '#app/ports/quarantine-store.ts';
import type { Correction } from '#app/quarantine/redrive-quarantined.ts';
import { IDENTITY_KINDS, type IdentityKind } from '#core/conversation/identity.ts';

import { Choice, Count, Json, Moment, Nested, Text, Uuid } from '../frame/fields.ts';

const STATES = ['open', 'redriven', 'dismissed'] as const;
const USUAL = 50;
const LONGEST_TEXT = 65_536;

export class QuarantineQuery {
  @Choice(STATES, { optional: true })
  readonly state: QuarantineState = 'open';

  @Count({ min: 1, max: 1000, optional: true })
  readonly limit: number = USUAL;
}

class IdentityBody {
  @Choice(IDENTITY_KINDS)
  readonly kind!: IdentityKind;

  @Text({ min: 1, max: 255, about: 'An alias as the JSON text ["label","name"].' })
  readonly value!: string;
}

export class CorrectionBody {
  @Nested(() => IdentityBody, { optional: true, about: 'Whose message it is.' })
  readonly identity?: IdentityBody;

  @Text({ min: 1, max: LONGEST_TEXT, optional: true, about: 'What was written.' })
  readonly text?: string;

  toCorrection(): Correction {
    const { identity, text } = this;
    return { ...(identity !== undefined && { identity }), ...(text !== undefined && { text }) };
  }
}

export class QuarantinedAnswer {
  @Uuid()
  readonly id!: string;

  @Moment()
  readonly received_at!: string;

  @Text()
  readonly reason!: string;

  @Text({ about: 'What exactly was wrong.' })
  readonly detail!: string;

  @Choice(STATES)
  readonly state!: string;

  @Count()
  readonly size_bytes!: number;
}

export class QuarantinedWholeAnswer extends QuarantinedAnswer {
  @Json({ about: 'Those that carry identity; none with a secret.' })
  readonly headers!: object;

  @Text({ about: 'The body as UTF-8; it is personal.' })
  readonly body!: string;

  @Text({ about: 'Its bytes, base64.' })
  readonly raw!: string;
}

export class QuarantineAnswer {
  @Nested(() => QuarantinedAnswer, { list: true })
  readonly items!: readonly QuarantinedAnswer[];
}

export class RedrivenAnswer {
  @Choice(['accepted', 'duplicate', 'ignored'])
  readonly status!: string;

  @Uuid()
  readonly conversation_id!: string;

  @Count({ about: 'Its place in the conversation’s log.' })
  readonly seq!: number;
}

export function quarantinedAnswer(entry: QuarantineSummary): QuarantinedAnswer {
  return summaryOf(entry);
}

/** Spread into the whole: a plain object, whatever its type. */
function summaryOf(entry: QuarantineSummary) {
  const { id, receivedAt, reason, detail, state, sizeBytes } = entry;
  const received_at = receivedAt.toISOString();
  return { id, received_at, reason, detail, state, size_bytes: sizeBytes };
}

export function quarantinedWhole(entry: Quarantined): QuarantinedWholeAnswer {
  const bytes = Buffer.from(entry.raw);
  return {
    ...summaryOf(entry),
    headers: entry.headers,
    body: bytes.toString('utf8'),
    raw: bytes.toString('base64'),
  };
}
