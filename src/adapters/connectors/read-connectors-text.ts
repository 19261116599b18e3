import { type ReadConnectors, readConnectors } from '#core/calls/read-connectors.ts';
import type { ConnectorEntry, ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Finding, Path } from '#core/flow/read/source.ts';

import { isRefusedHost } from './address-guard.ts';
import { compileSchema } from './response-schema.ts';

/** The connectors of a file, their addresses and schemas tried too; or what is wrong, at its lines. */
export function readConnectorsText(file: string, text: string): ReadConnectors {
  return readConnectors(file, text, ({ connectors }: ConnectorsFile) =>
    Object.entries(connectors).flatMap(([name, entry]) => {
      const at = ['connectors', name];
      return [...schemaFindings(entry, at), ...addressFindings(entry, at)];
    }),
  );
}

function schemaFindings({ schema }: ConnectorEntry, at: Path): readonly Finding[] {
  if (schema === undefined) return [];
  try {
    compileSchema(schema);
    return [];
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return [
      {
        ...{ code: 'connector.schema', path: [...at, 'schema'], atKey: true },
        message: `This is no JSON Schema: ${why}`,
        cure: 'See https://json-schema.org/understanding-json-schema.',
      },
    ];
  }
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
    .map(() => ({
      ...{ code: 'connector.private-address', path: [...at, 'url'] },
      message: 'The address is in a private network, or on this machine',
      cure: 'Write `allow_private: true` beside it, if it should be.',
    }));
}
