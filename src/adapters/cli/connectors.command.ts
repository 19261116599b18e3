import type { Command } from 'commander';

import type { CliDeps } from './cli-deps.ts';
import { NoSuchConnector, NotAValue } from './cli-errors.ts';
import type { ConnectorDesk, ShownConnector, TriedConnector } from './connector-desk.ts';
import { counted } from './counted.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

interface TryOptions extends ReportOptions {
  readonly with?: readonly string[];
  readonly mock?: boolean;
}

/** `connectors list` and `connectors try`: the systems that an operator has named. */
export function connectorsCommand(program: Command, deps: CliDeps): void {
  const connectors = program
    .command('connectors')
    .description('show and try the systems that flows may ask (connectors.yaml)');
  const list = connectors.command('list').description('say which there are');
  reports(list, deps, () => withDesk(deps, (desk) => Promise.resolve(listed(desk.list()))));

  const attempt = connectors
    .command('try')
    .description('ask one, for real, and show what a flow would get')
    .argument('<name>', 'as connectors.yaml calls it')
    .option('--with <name=value...>', 'what the step’s `with` would bring')
    .option('--mock', 'answer what its `mock` says, and ask nobody');
  reports<TryOptions>(attempt, deps, (options, name = '') =>
    withDesk(deps, async (desk) => {
      const input = inputOf(options.with ?? []);
      const tried = await desk.trial(name, input, options.mock === true);
      if (tried === undefined) {
        throw new NoSuchConnector(
          name,
          desk.list().map((each) => each.name),
        );
      }
      return shown(tried);
    }),
  );
}

async function withDesk<T>(
  deps: Pick<CliDeps, 'connectors'>,
  work: (desk: ConnectorDesk) => Promise<T>,
): Promise<T> {
  const desk = await deps.connectors();
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

function inputOf(pairs: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new NotAValue(pair);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function listed(connectors: readonly ShownConnector[]): Report {
  const lines = connectors.map(
    ({ name, method, url, policy, auth }) =>
      `${name}  ${method} ${url}  ${policy}, auth: ${auth}\n`,
  );
  const none = 'No connectors: name them in connectors.yaml (docs/guides/connectors.md).\n';
  const text =
    lines.length === 0 ? none : `${lines.join('')}${counted(lines.length, 'connector')}\n`;
  return { text, json: { connectors } };
}

function shown(tried: TriedConnector): Report {
  const { request, outcome, reason, value, tookMs, way, received } = tried;
  const fine = outcome === 'answered';
  const lines = [
    request === undefined
      ? 'Request: none. --with name=value brings what the step’s `with` would'
      : `Request: ${JSON.stringify(request, null, 2)}`,
    `Came to: ${outcome}, after ${String(tookMs)} ms`,
    ...(fine ? [`Flow gets: ${JSON.stringify(value, null, 2)}`] : [`Why: ${reason ?? ''}`]),
    ...(received === undefined ? [] : [`Received: ${printable(received)}`]),
    ...(way === undefined ? [] : [`A step takes: \`${way}\`${AGAIN[outcome] ?? ''}`]),
  ];
  return {
    fine,
    text: `${lines.join('\n')}\n`,
    json: {
      ...{ request: request ?? null, outcome, reason: reason ?? null, value: value ?? null },
      ...{ way: way ?? null, received: received ?? null, tookMs },
    },
  };
}

const AGAIN: Readonly<Record<string, string>> = {
  unreached: ', once its further attempts end in the same way',
  ambiguous: ', once its further attempts end in the same way (none where it is `once`)',
};

/** It comes from elsewhere: nothing in it moves the terminal's cursor or hides text. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
