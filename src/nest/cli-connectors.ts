import type { ConnectorDesk, TriedConnector } from '#adapters/cli/connector-desk.ts';
import { HttpConnector } from '#adapters/connectors/http-connector.ts';
import type { Received } from '#adapters/connectors/send-request.ts';
import { connectorsFile } from '#config/connectors-file.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
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
  let received: string | undefined;
  const outcome = mocked
    ? ({ kind: 'answered', value: entry.mock ?? null } as const)
    : await connector.ask(input, undefined, AbortSignal.timeout(rules.timeoutMs), (came) => {
        received = receivedText(came, entry.redact);
      });
  return {
    request,
    ...{ outcome: outcome.kind, way: wayOf(outcome) },
    received: outcome.kind === 'answered' ? undefined : received,
    reason: 'reason' in outcome ? outcome.reason : undefined,
    value: outcome.kind === 'answered' ? redacted(outcome.value, entry.redact) : undefined,
    tookMs: Math.round(performance.now() - startedAtMs),
  };
}

const MOST_SHOWN = 500;

/** What came, for who looks for a fault; what is hidden elsewhere is hidden here. */
function receivedText({ status, text = '' }: Received, redact: readonly string[] = []): string {
  const json = jsonIn(text);
  // Where its fields cannot be told, none of it can be shown without those that are to be hidden.
  const shown =
    json === undefined && redact.length > 0 ? '(no JSON, so that nothing can be hidden)' : text;
  const body = json === undefined ? shown : JSON.stringify(redacted(json, redact));
  const cut = body.length > MOST_SHOWN ? `${body.slice(0, MOST_SHOWN)}…` : body;
  return `HTTP ${String(status)} ${cut}`.trimEnd();
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wayOf(outcome: CallOutcome): TriedConnector['way'] {
  if (outcome.kind === 'answered') return undefined;
  return outcome.kind === 'refused' && outcome.saysNo === true ? 'refused' : 'failed';
}
