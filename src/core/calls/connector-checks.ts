import { LiquidFault } from '#core/flow/liquid/liquid-fault.ts';
import { compileTemplate } from '#core/flow/liquid/template.ts';
import type { ConnectorEntry, ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Finding, Path } from '#core/flow/read/source.ts';

import { checkBots } from './bot-checks.ts';
import { whyNotForModels } from './for-models.ts';
import { secretsIn } from './secrets-in.ts';

type Check = (entry: ConnectorEntry, at: Path, file: ConnectorsFile) => readonly Finding[];

const CHECKS: readonly Check[] = [
  addressesAreFixed,
  addressesAreEncrypted,
  templatesAreSound,
  secretsAreListed,
  secretsAreElsewhere,
  bodiesAreSent,
  cachesAreSafe,
  modelsMayAsk,
];

/** Everything that is wrong with connectors that are well-formed. */
export function checkConnectors(file: ConnectorsFile): readonly Finding[] {
  const found = Object.entries(file.connectors).flatMap(([name, entry]) =>
    CHECKS.flatMap((check) => check(entry, ['connectors', name], file)),
  );
  return [...found, ...checkBots(file)];
}

/** Scheme, host and port, with nothing that a call could change. */
const FIXED = /^https?:\/\/[^/{}?#@\\\s]+(?=[/?]|$)/i;

function addressesOf(entry: ConnectorEntry): readonly (readonly [string, Path])[] {
  const { auth } = entry;
  const token: readonly (readonly [string, Path])[] =
    auth !== undefined && 'oauth2' in auth
      ? [[auth.oauth2.token_url, ['auth', 'oauth2', 'token_url']]]
      : [];
  return [[entry.url, ['url']], ...token];
}

function addressesAreFixed(entry: ConnectorEntry, at: Path): readonly Finding[] {
  return addressesOf(entry)
    .filter(([url]) => {
      const fixed = FIXED.exec(url)?.[0];
      return fixed === undefined || !URL.canParse(fixed);
    })
    .map(([, path]) => ({
      ...{ code: 'connector.address-not-fixed', path: [...at, ...path] },
      message: 'The address does not begin with a scheme and a host that no call can change',
      cure: 'Write `https://host/…`, with no {{ }} before the first / and no user in it.',
    }));
}

function addressesAreEncrypted(entry: ConnectorEntry, at: Path): readonly Finding[] {
  if (entry.allow_private === true) return [];
  return addressesOf(entry)
    .filter(([url]) => /^http:/i.test(url))
    .map(([, path]) => ({
      ...{ code: 'connector.not-encrypted', path: [...at, ...path] },
      message: 'What is asked here, and the secret with it, could be read on its way',
      cure: 'Write https://. Within your own network: `allow_private: true`.',
    }));
}

function templatesAreSound(entry: ConnectorEntry, at: Path): readonly Finding[] {
  const texts = [
    ...textsIn(entry.url, [...at, 'url']),
    ...textsIn(entry.query, [...at, 'query']),
    ...textsIn(entry.body, [...at, 'body']),
  ];
  return texts.flatMap(([text, path]) => {
    try {
      compileTemplate(text);
      return [];
    } catch (failure) {
      if (!(failure instanceof LiquidFault)) throw failure;
      const { at: start, length } = failure;
      const cure = 'Write it as flows do: {{ name }} for what the call brings.';
      const message = `This is not good Liquid: ${failure.message}`;
      return [{ code: 'connector.template', path, message, cure, within: { at: start, length } }];
    }
  });
}

function textsIn(value: unknown, path: Path): readonly (readonly [string, Path])[] {
  if (typeof value === 'string') return [[value, path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function secretTexts(entry: ConnectorEntry, at: Path): readonly (readonly [string, Path])[] {
  return [...textsIn(entry.auth, [...at, 'auth']), ...textsIn(entry.headers, [...at, 'headers'])];
}

function secretsAreListed(
  entry: ConnectorEntry,
  at: Path,
  { secrets = [] }: ConnectorsFile,
): readonly Finding[] {
  return secretTexts(entry, at).flatMap(([text, path]) =>
    secretsIn(text)
      .filter((name) => !secrets.includes(name))
      .map((name) => ({
        ...{ code: 'connector.secret-not-listed', path },
        message: `"${name}" is not among the secrets of this file`,
        cure: `Add it at the top: \`secrets: [${[...secrets, name].join(', ')}]\`.`,
        oneOf: { given: name, among: secrets },
      })),
  );
}

/** What of `auth` has to come from elsewhere, the last of its names. */
const SECRET_KEYS: ReadonlySet<unknown> = new Set(['bearer', 'password', 'value', 'client_secret']);

function secretsAreElsewhere(entry: ConnectorEntry, at: Path): readonly Finding[] {
  return textsIn(entry.auth, [...at, 'auth'])
    .filter(([text, path]) => SECRET_KEYS.has(path.at(-1)) && secretsIn(text).length === 0)
    .map(([, path]) => ({
      ...{ code: 'connector.secret-in-file', path },
      message: 'Here stands a secret, for everybody who can read the file',
      cure: 'Write `${NAME}`, list NAME under `secrets`, and set it in the environment.',
    }));
}

function bodiesAreSent({ method = 'GET', body }: ConnectorEntry, at: Path): readonly Finding[] {
  if (body === undefined || method !== 'GET') return [];
  return [
    {
      ...{ code: 'connector.body-not-sent', path: [...at, 'body'], atKey: true },
      message: 'A GET has no body',
      cure: 'Write `method: POST`, or put it under `query`.',
    },
  ];
}

function cachesAreSafe({ cache, policy }: ConnectorEntry, at: Path): readonly Finding[] {
  if (cache === undefined || policy === undefined || policy === 'safe') return [];
  return [
    {
      ...{ code: 'connector.cache-not-safe', path: [...at, 'cache'], atKey: true },
      message: 'What changes something has to be done each time',
      cure: 'Remove `cache`, or write `policy: safe` if it changes nothing.',
    },
  ];
}

/** Who says `ai: true` means it: then nothing else may stand in the way. */
function modelsMayAsk(entry: ConnectorEntry, at: Path): readonly Finding[] {
  const why = entry.ai === true ? whyNotForModels(entry) : undefined;
  if (why === undefined) return [];
  return [
    {
      ...{ code: 'connector.not-for-models', path: [...at, 'ai'], atKey: true },
      message: `No model may ask this connector: ${why}`,
      cure: 'Write `policy: safe` or `policy: idempotent` and a `request` beside it, or remove `ai`.',
    },
  ];
}
