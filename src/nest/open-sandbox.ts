import type { RequestListener } from 'node:http';

import pg from 'pg';

import { CURRENTS_PATH } from '#adapters/http/currents/currents-door.ts';
import { WHATSAPP_PATH } from '#adapters/http/door/stand-before.ts';
import { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';
import { sandboxRequestListener } from '#adapters/sandbox/sandbox-request-listener.ts';

/** Where the sandbox's REST API stands beside Parley's own routes. */
export const SANDBOX_REST = '/sandbox/rest';

export interface OpenSandbox {
  readonly braze: SandboxBraze;
  readonly listener: RequestListener;
}

/**
 * A stand-in for Braze in this process.
 *
 * Its clock is Parley's: where it is moved, deadlines move with it, and it starts where it was left.
 */
export async function openSandbox(options: {
  readonly databaseUrl: string;
  readonly restKey: string;
  /** Where the webhook campaign finds Parley. */
  readonly parleyUrl: string;
  readonly webhookSecret: () => string;
  readonly currentsSecret: () => string;
}): Promise<OpenSandbox> {
  const clockOffsetMs = await query(options.databaseUrl, 'SELECT offset_ms FROM clock');
  const braze = new SandboxBraze({
    restKey: options.restKey,
    adoptsStrangers: true,
    clockOffsetMs,
    webhook: { url: `${options.parleyUrl}${WHATSAPP_PATH}`, secret: options.webhookSecret() },
    currents: { url: `${options.parleyUrl}${CURRENTS_PATH}`, token: options.currentsSecret() },
    onClockAdvance: async (byMs) => {
      const move = 'UPDATE clock SET offset_ms = offset_ms + $1 RETURNING offset_ms';
      await query(options.databaseUrl, move, [byMs]);
    },
  });
  return { braze, listener: sandboxRequestListener(braze, { restPrefix: SANDBOX_REST }) };
}

async function query(url: string, text: string, values: readonly unknown[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly offset_ms: string }>(text, [...values]);
    return Number(rows[0]?.offset_ms ?? 0);
  } finally {
    await client.end();
  }
}
