import { asked, green, red, type Said } from './finding.ts';
import { liquidOutputs } from './liquid-outputs.ts';

/** Whether a secret is one of those that open our door; nothing else is done with it. */
export type Opens = (secret: string) => boolean;

type Headers = ReadonlyMap<string, string>;

const SIGNED = ['x-parley-user', 'x-parley-dispatch', 'x-parley-timestamp', 'x-parley-signature'];

/**
 * The headers of the webhook campaign.
 *
 * @param headers as typed, by their names in lower case
 */
export function judgeWebhookHeaders(headers: Headers, opens: Opens): readonly Said[] {
  return [judgeType(headers), judgeSecret(headers, opens), judgeSignature(headers, opens)];
}

/** The secret that it sends, as far as it is no Liquid. */
export function secretIn(headers: Headers): string | undefined {
  const bearer = /^Bearer +(\S.*)$/i.exec(headers.get('authorization') ?? '')?.[1];
  return headers.get('x-parley-key') ?? bearer;
}

function judgeType(headers: Headers): Said {
  const type = headers.get('content-type') ?? '';
  return /^application\/json\b/i.test(type.trim())
    ? green('content-type', 'It says Content-Type: application/json')
    : asked(
        'content-type',
        'Is its Content-Type application/json? Parley does without, others on the way may not',
        'Add the header Content-Type: application/json',
      );
}

function judgeSecret(headers: Headers, opens: Opens): Said {
  const secret = secretIn(headers);
  if (secret === undefined || secret.trim() === '') {
    return red(
      'webhook-without-secret',
      'It sends no secret: Parley answers 401, and Braze forgets the message',
      'Add the header Authorization: Bearer …, with a secret of PARLEY_WEBHOOK_SECRETS',
    );
  }
  if (/\{\{|\{%/.test(secret)) {
    const says = 'Is its secret one of PARLEY_WEBHOOK_SECRETS? It comes from Liquid';
    return asked('webhook-secret-unseen', says, 'Compare the two, or type the secret in');
  }
  return opens(secret)
    ? green('webhook-secret', 'Its secret is one of PARLEY_WEBHOOK_SECRETS')
    : red(
        'webhook-secret-wrong',
        'Its secret is none of PARLEY_WEBHOOK_SECRETS: customers’ messages are lost',
        'Add its secret to PARLEY_WEBHOOK_SECRETS now, and change the campaign after that',
      );
}

/** Nobody needs the four headers; who has some of them has to have them right. */
function judgeSignature(headers: Headers, opens: Opens): Said {
  const missing = SIGNED.filter((name) => !headers.has(name));
  if (missing.length === SIGNED.length) {
    return asked(
      'not-signed',
      'It does not sign whose message it is. Nobody has to',
      'The four X-Parley headers of docs/braze/inbound-webhook.md say it where no customer can type',
    );
  }
  if (missing.length > 0) {
    return red(
      'signature-incomplete',
      `Of the signed headers it lacks ${missing.join(', ')}`,
      'Copy all four from docs/braze/inbound-webhook.headers.liquid, or leave all four out',
    );
  }
  return signatureOpens(headers.get('x-parley-signature') ?? '', opens)
    ? green('signature', 'It signs whose message it is')
    : red(
        'signature-wrong',
        'Its signature is not made as Parley checks it: its messages go into quarantine',
        'Copy X-Parley-Signature from docs/braze/inbound-webhook.headers.liquid, with the secret in it',
      );
}

/** User, dispatch and timestamp joined by dots, under a secret of ours. */
function signatureOpens(signature: string, opens: Opens): boolean {
  const secret = /hmac_sha256_hex\s*:\s*(?:'([^']*)'|"([^"]*)")/.exec(signature);
  const tags = liquidOutputs(signature).map(({ tag }) => tag.replaceAll('"', "'"));
  const isWhole = tags.slice(0, 3).join('.') === "user_id.campaign.dispatch_id.'now'";
  return isWhole && secret !== null && opens(secret[1] ?? secret[2] ?? '');
}
