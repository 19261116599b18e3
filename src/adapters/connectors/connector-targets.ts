import type { ClaimedCall } from '#app/ports/call-outbox.ts';
import { CallTargets, type TargetRules } from '#app/ports/call-targets.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';

import { HttpConnector, type Secrets } from './http-connector.ts';

/** The connectors that an operator has named, and whatever else stands beside them. */
export class ConnectorTargets extends CallTargets {
  private readonly connectors: ReadonlyMap<string, HttpConnector>;
  private readonly known: ReadonlyMap<string, TargetRules>;

  constructor(
    file: ConnectorsFile | undefined,
    secrets: Secrets,
    /** The AI, which is asked like any connector. */
    private readonly ai?: CallTargets,
  ) {
    super();
    this.connectors = new Map(
      Object.entries(file?.connectors ?? {}).map(([name, entry]) => [
        name,
        new HttpConnector(name, entry, secrets),
      ]),
    );
    const own = [...this.connectors].map(([name, { rules }]) => [name, rules] as const);
    this.known = new Map([...own, ...(ai?.rules() ?? [])]);
  }

  override rules(): ReadonlyMap<string, TargetRules> {
    return this.known;
  }

  override async ask(call: ClaimedCall, signal: AbortSignal): Promise<CallOutcome> {
    const connector = this.connectors.get(call.target);
    if (connector !== undefined) {
      return connector.ask(call.input, idempotencyKey(call, connector.rules), signal);
    }
    if (this.ai?.rules().has(call.target) === true) return this.ai.ask(call, signal);
    return { kind: 'refused', reason: `no operator has named the connector ${call.target}` };
  }

  /** Breaks off what is still under way. */
  async close(): Promise<void> {
    await Promise.all([...this.connectors.values()].map((connector) => connector.close()));
  }
}

/** The effect's own name: the same in every attempt, and of no other effect. */
function idempotencyKey(
  { conversationId, seq, idx, policy }: ClaimedCall,
  rules: TargetRules,
): string | undefined {
  if ((rules.policy ?? policy) !== 'idempotent') return undefined;
  return `${conversationId}-${String(seq)}-${String(idx)}`;
}
