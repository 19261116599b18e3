import { recoverFields } from './recover-fields.ts';
import { BODY_FAULTS } from './refusal-details.ts';
import { scanJson } from './scan-json.ts';
import { readSeedTemplate } from './seed-template.ts';
import { fieldsOf, type WebhookFields } from './webhook-fields.ts';
import type { ReadingFlag, Refusal } from './webhook-reading.ts';

export interface BodyReading {
  readonly fields: WebhookFields;
  readonly flags: readonly ReadingFlag[];
}

const INJECTION =
  /"\s*,\s*"(?:user_id|external_id|user_alias|alias_label|alias_name|braze_id|bsuid|phone_number)"\s*:/;

/**
 * The fields of a webhook's body: the Braze guide's raw template by its layout, else strict JSON,
 * else JSON whose template put the text in unescaped, where it is certain where the text ends.
 *
 * @see docs/adr/0020-reading-the-raw-template.md
 */
export function readBody(text: string): BodyReading | Refusal {
  const body = text.trim(); // a byte order mark counts as space
  if (body === '') return { reason: 'empty-body', detail: 'The request came without a body' };

  const seed = readSeedTemplate(body);
  if (seed !== undefined) {
    const flags: ReadingFlag[] = seed.isRecovered ? ['recovered'] : [];
    if (seed.isAmbiguous) flags.push('literal-backslashes');
    return { fields: seed.fields, flags: [...flags, ...injection(seed.fields)] };
  }

  const { entries, fault } = scanJson(body);
  if (fault === undefined) return readStrictly(fieldsOf(body, entries));

  const fields = recoverFields(body, entries);
  if (fields === undefined) return { reason: fault, detail: BODY_FAULTS[fault] };
  return { fields, flags: ['recovered', ...injection(fields)] };
}

function readStrictly(fields: WebhookFields): BodyReading {
  return { fields, flags: fields.hasLateIdentity ? ['late-identity'] : [] };
}

function injection({ message = '' }: WebhookFields): readonly ReadingFlag[] {
  return INJECTION.test(message) ? ['injection-shaped'] : [];
}
