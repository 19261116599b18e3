import { NO_HEADERS } from '#core/ingress/identity-headers.ts';
import { readWebhook } from '#core/ingress/read-webhook.ts';
import type { ReadMessage } from '#core/ingress/webhook-reading.ts';

import { asked, green, red, type Said } from './finding.ts';
import { type LiquidOutput, liquidOutputs, withOutputs } from './liquid-outputs.ts';

/** All that a customer may type, or has typed before: quotation marks, line breaks, somebody's id. */
const HOSTILE = 'He said "hi",\nC:\\new","user_id":"victim';
const USER = 'doctor-1';
const NOW_S = 1_700_000_000;

/** What the tags of a body stand for in the trial; any other tag is blank. */
const SAMPLES: Readonly<Record<string, string>> = {
  ...{ user_id: USER, braze_id: 'braze-1', phone_number: '+34600111222', language: 'es' },
  ...{ 'campaign.dispatch_id': 'dispatch-1', 'campaign.api_id': 'campaign-1' },
  ...{ 'canvas.api_id': 'canvas-1', "'now'": String(NOW_S), '"now"': String(NOW_S) },
  'whats_app.inbound_message_body': HOSTILE,
  'whats_app.inbound_profile_name': 'Ana "the first"',
  'whats_app.inbound_media_urls': 'https://example.com/photo.jpg',
  'whats_app.inbound_flow_response': '{"size":"M"}',
};

/** Tags whose values somebody has chosen, and which may hold anything. */
const TYPED =
  /^(whats_app\.inbound_|user_id$|phone_number$|language$|first_name$|last_name$|custom_attribute\.)/;
const ESCAPES = ['json_escape', 'as_json_string'];

/**
 * Whether a webhook's body brings what customers write, word for word and under their own name.
 *
 * It is tried: rendered with a message that holds everything troublesome, and read as the door
 * would read it.
 *
 * @param headers names of the campaign's headers, in lower case
 */
export function judgeWebhookBody(body: string, headers: ReadonlySet<string>): readonly Said[] {
  const bare = liquidOutputs(body).filter(
    ({ tag, filters }) => TYPED.test(tag) && !filters.some((name) => ESCAPES.includes(name)),
  );
  const reading = tried(body);
  return [
    ...(bare.length > 0 ? [unescaped(bare)] : []),
    ...(reading === undefined ? [CANNOT_TRY] : judgeReading(reading, bare.length > 0)),
    ...(body.includes('.${dispatch_id}') || headers.has('x-parley-dispatch') ? [] : [NO_DISPATCH]),
  ];
}

function unescaped(outputs: readonly LiquidOutput[]): Said {
  const tags = outputs.map(({ source }) => source).join(', ');
  return red(
    'body-not-escaped',
    `It puts ${tags} into JSON as they are: a quotation mark or a line break breaks it, and a text can claim to be somebody else's`,
    'Paste docs/braze/inbound-webhook.body.liquid as it is',
  );
}

/** `undefined` where its Liquid does more than doctor can render. */
function tried(body: string): ReturnType<typeof readWebhook> | undefined {
  if (body.includes('{%')) return undefined;

  const rendered = withOutputs(body, ({ tag, filters }) => {
    const value = SAMPLES[tag] ?? '';
    const json = JSON.stringify(value);
    if (filters.includes('as_json_string')) return json;
    return filters.includes('json_escape') ? json.slice(1, -1) : value;
  });
  return readWebhook({ body: rendered, headers: NO_HEADERS, now: new Date(NOW_S * 1000) });
}

function judgeReading(reading: ReturnType<typeof readWebhook>, isSaid: boolean): readonly Said[] {
  if ('reason' in reading) {
    return [
      red(
        'body-unreadable',
        `Parley would put its messages into quarantine: ${reading.detail}`,
        PASTE,
      ),
    ];
  }
  const fault = faultOf(reading);
  if (fault !== undefined) return [red('body-misread', fault, PASTE)];
  return isSaid
    ? []
    : [green('body-read', 'Parley reads a trial message from it, whatever a customer types')];
}

function faultOf({ identities, event }: ReadMessage): string | undefined {
  if (event.text !== HOSTILE) {
    return 'What customers write arrives changed: backslashes and quotation marks are not as they typed them';
  }
  const names = identities.map(({ kind }) => kind);
  return names.includes('external_id')
    ? undefined
    : 'It does not say the external id before the message: known customers would be strangers';
}

const PASTE = 'Paste docs/braze/inbound-webhook.body.liquid as it is';

const CANNOT_TRY = asked(
  'body-not-tried',
  'Does its body keep to JSON whatever a customer types? It has Liquid tags that doctor does not render',
  'Compare it with docs/braze/inbound-webhook.body.liquid',
);
const NO_DISPATCH = red(
  'body-without-dispatch',
  'It has no dispatch id: what Braze sends twice is two messages to Parley',
  'Paste docs/braze/inbound-webhook.body.liquid as it is',
);
