import { addressOf } from '#core/calls/bot-checks.ts';
import { type ReadConnectors, readConnectors } from '#core/calls/read-connectors.ts';
import type { BotEntry, ConnectorEntry, ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Finding, Path } from '#core/flow/read/source.ts';

import { isRefusedHost } from './address-guard.ts';
import { compileSchema } from './response-schema.ts';

/** The connectors of a file, their addresses and schemas tried too; or what is wrong, at its lines. */
export function readConnectorsText(file: string, text: string): ReadConnectors {
  return readConnectors(file, text, ({ connectors, bots = {} }: ConnectorsFile) => [
    ...Object.entries(connectors).flatMap(([name, entry]) => {
      const at = ['connectors', name];
      return [...schemaFindings(entry, at), ...addressFindings(entry, at)];
    }),
    ...Object.entries(bots).flatMap(([name, entry]) => botFindings(entry, ['bots', name])),
  ]);
}

function schemaFindings(entry: ConnectorEntry, at: Path): readonly Finding[] {
  return (['request', 'schema'] as const).flatMap((key) => faultsOf(entry[key], [...at, key]));
}

function faultsOf(schema: ConnectorEntry['schema'], path: Path): readonly Finding[] {
  if (schema === undefined) return [];
  try {
    compileSchema(schema);
    return [];
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return [
      {
        ...{ code: 'connector.schema', path, atKey: true },
        message: `This is no JSON Schema: ${why}`,
        cure: 'See https://json-schema.org/understanding-json-schema.',
      },
    ];
  }
}

function botFindings(entry: BotEntry, at: Path): readonly Finding[] {
  const { url, key } = addressOf(entry);
  if (entry.allow_private === true || !URL.canParse(url) || !isRefusedHost(new URL(url))) return [];
  return [privateAddress([...at, key])];
}

function privateAddress(path: Path): Finding {
  return {
    ...{ code: 'connector.private-address', path },
    message: 'The address is in a private network, or on this machine',
    cure: 'Write `allow_private: true` beside it, if it should be.',
  };
}

function addressFindings(
  { url, allow_private, auth }: ConnectorEntry,
  at: Path,
): readonly Finding[] {
  if (allow_private === true) return [];
  const token = auth !== undefined && 'oauth2' in auth ? [auth.oauth2.token_url] : [];
  return [url, ...token]
    .map((address) => /^[^{]*/.exec(address)?.[0] ?? '')
    .filter((fixed) => URL.canParse(fixed) && isRefusedHost(new URL(fixed)))
    .map(() => privateAddress([...at, 'url']));
}
