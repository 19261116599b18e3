import type { ConnectorDesk, TriedConnector } from '#adapters/cli/connector-desk.ts';
import { HttpConnector } from '#adapters/connectors/http-connector.ts';
import { connectorsFile } from '#config/connectors-file.ts';
import { redacted } from '#core/calls/connector-answer.ts';
import { connectorRequest } from '#core/calls/connector-request.ts';

import { namedConnectors } from './named-connectors.ts';

/** The connectors of this machine's file, to be looked at and tried without the database. */
export function openConnectors(): ConnectorDesk {
  const { file, secret } = namedConnectors(connectorsFile());
  const connectors = Object.entries(file?.connectors ?? {}).map(
    ([name, entry]) => new HttpConnector(name, entry, secret),
  );
  return {
    list: () =>
      connectors.map(({ name, entry: { method = 'GET', url, policy, auth } }) => ({
        ...{ name, method, url, policy: policy ?? 'as bot.yaml says' },
        auth: Object.keys(auth ?? {})[0] ?? 'none',
      })),
    trial: async (name, input, mocked) => {
      const connector = connectors.find((each) => each.name === name);
      return connector && trialOf(connector, input, mocked);
    },
    close: async () => {
      await Promise.all(connectors.map((connector) => connector.close()));
    },
  };
}

async function trialOf(
  connector: HttpConnector,
  input: Readonly<Record<string, unknown>>,
  mocked: boolean,
): Promise<TriedConnector> {
  const { entry, rules } = connector;
  const made = connectorRequest(entry, redacted(input, entry.redact) as typeof input);
  const request =
    'refused' in made
      ? undefined
      : { ...made, url: made.url.href, headers: connector.headersShown() };
  const startedAtMs = performance.now();
  const outcome = mocked
    ? ({ kind: 'answered', value: entry.mock ?? null } as const)
    : await connector.ask(input, undefined, AbortSignal.timeout(rules.timeoutMs));
  return {
    request,
    outcome: outcome.kind,
    reason: 'reason' in outcome ? outcome.reason : undefined,
    value: outcome.kind === 'answered' ? redacted(outcome.value, entry.redact) : undefined,
    tookMs: Math.round(performance.now() - startedAtMs),
  };
}
