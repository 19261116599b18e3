import type { BotEntry, ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Finding, Path } from '#core/flow/read/source.ts';

import { secretsIn } from './secrets-in.ts';

/** Everything that is wrong with bots that are well-formed. */
export function checkBots({ bots = {}, secrets = [] }: ConnectorsFile): readonly Finding[] {
  const entries = Object.entries(bots);
  const all = entries.filter(([, { steps }]) => steps === 'all').slice(1);
  return [
    ...entries.flatMap(([name, entry]) => [
      ...addressFindings(entry, ['bots', name]),
      ...secretFindings(entry, ['bots', name], secrets),
    ]),
    ...all.map(([name]) => ({
      ...{ code: 'connector.two-bots-for-all', path: ['bots', name, 'steps'] },
      message: 'Another bot answers all steps already',
      cure: 'Name the flows or steps that this one answers.',
    })),
  ];
}

/** Where a bot is. */
export function addressOf(entry: BotEntry): { readonly url: string; readonly key: string } {
  return 'rasa' in entry
    ? { url: entry.rasa, key: 'rasa' }
    : { url: entry.webhook, key: 'webhook' };
}

function addressFindings(entry: BotEntry, at: Path): readonly Finding[] {
  const { url, key } = addressOf(entry);
  const path = [...at, key];
  if (!/^https?:\/\/[^/{}?#@\\\s]+(\/[^{}?#\\\s]*)?$/i.test(url) || !URL.canParse(url)) {
    return [
      {
        ...{ code: 'connector.address-not-fixed', path },
        message: 'This is no address of a bot',
        cure: 'Write `https://host/…`, with no user, no ? and no {{ }} in it.',
      },
    ];
  }
  if (entry.allow_private === true || !/^http:/i.test(url)) return [];
  return [
    {
      ...{ code: 'connector.not-encrypted', path },
      message: 'What customers write could be read on its way',
      cure: 'Write https://. Within your own network: `allow_private: true`.',
    },
  ];
}

function secretFindings(entry: BotEntry, at: Path, listed: readonly string[]): readonly Finding[] {
  const texts: readonly (readonly [string, Path])[] =
    'rasa' in entry
      ? Object.values(entry.auth ?? {}).flatMap((value: unknown) =>
          proofsIn(value, [...at, 'auth']),
        )
      : [[entry.secret, [...at, 'secret']]];
  return texts.flatMap(([text, path]) => {
    const names = secretsIn(text);
    if (names.length === 0) {
      return [
        {
          ...{ code: 'connector.secret-in-file', path },
          message: 'Here stands a secret, for everybody who can read the file',
          cure: 'Write `${NAME}`, list NAME under `secrets`, and set it in the environment.',
        },
      ];
    }
    return names
      .filter((name) => !listed.includes(name))
      .map((name) => ({
        ...{ code: 'connector.secret-not-listed', path },
        message: `"${name}" is not among the secrets of this file`,
        cure: `Add it at the top: \`secrets: [${[...listed, name].join(', ')}]\`.`,
        oneOf: { given: name, among: listed },
      }));
  });
}

/** What of `bearer`, `basic` and `header` is secret. */
function proofsIn(value: unknown, path: Path): readonly (readonly [string, Path])[] {
  if (typeof value === 'string') return [[value, path]];
  const { password, value: header } = value as {
    readonly password?: string;
    readonly value?: string;
  };
  return [password, header].flatMap((text) => (text === undefined ? [] : [[text, path] as const]));
}
