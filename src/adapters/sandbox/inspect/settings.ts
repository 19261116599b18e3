import type { Json } from '../json.ts';
import { CAMPAIGN_STATES } from '../messaging/campaign.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { SandboxRequestInvalid } from '../sandbox-errors.ts';

/** Sets one setting, or says what should stand there. */
type Setter = (sandbox: SandboxBraze, value: unknown) => string | undefined;

const SETTERS: Readonly<Record<string, Setter>> = {
  webhook_url: ({ inbound }, value) => {
    if (value !== null && !(typeof value === 'string' && /^https?:\/\//.test(value))) {
      return 'an http(s) address, or null';
    }
    inbound.campaign.url = value ?? undefined;
    return undefined;
  },
  webhook_secret: ({ inbound }, value) => {
    if (typeof value !== 'string') return 'a text';
    inbound.campaign.secret = value;
    return undefined;
  },
  template: ({ inbound }, value) => {
    if (value !== 'hardened' && value !== 'raw') return '"hardened" or "raw"';
    inbound.campaign.template = value;
    return undefined;
  },
  signs: ({ inbound }, value) => {
    if (typeof value !== 'boolean') return 'true or false';
    inbound.campaign.signs = value;
    return undefined;
  },
  re_eligible: ({ inbound }, value) => {
    if (typeof value !== 'boolean') return 'true or false';
    inbound.campaign.reEligible = value;
    return undefined;
  },
  webhook_state: ({ inbound }, value) => {
    const state = CAMPAIGN_STATES.find((one) => one === value);
    if (state === undefined) return CAMPAIGN_STATES.map((one) => `"${one}"`).join(', ');
    inbound.campaign.state = state;
    return undefined;
  },
  duplicates: ({ inbound }, value) => {
    if (!isCount(value, 5)) return 'a count from 0 to 5';
    inbound.campaign.duplicates = value;
    return undefined;
  },
  currents_url: ({ currents }, value) => {
    if (value !== null && !(typeof value === 'string' && /^https?:\/\//.test(value))) {
      return 'an http(s) address, or null';
    }
    currents.settings.url = value ?? undefined;
    currents.restart();
    return undefined;
  },
  currents_token: ({ currents }, value) => {
    if (typeof value !== 'string') return 'a text';
    currents.settings.token = value;
    currents.restart();
    return undefined;
  },
  currents_delay_ms: ({ currents }, value) => {
    if (!isCount(value, 600_000)) return 'milliseconds from 0 to 600000';
    currents.settings.delayMs = value;
    return undefined;
  },
  currents_duplicates: ({ currents }, value) => {
    if (!isCount(value, 5)) return 'a count from 0 to 5';
    currents.settings.duplicates = value;
    return undefined;
  },
  currents_shuffled: ({ currents }, value) =>
    switched(value, (on) => (currents.settings.isShuffled = on)),
  currents_extras: ({ currents }, value) =>
    switched(value, (on) => (currents.settings.hasExtras = on)),
  currents_reads: ({ currents }, value) =>
    switched(value, (on) => (currents.settings.hasReads = on)),
  quiet_hours: ({ habits }, value) => {
    const [, from, to] = QUIET_HOURS.exec(typeof value === 'string' ? value : '') ?? [];
    if (value !== null && (from === undefined || to === undefined)) {
      return '"22:00-08:00", by each user\'s clock, or null';
    }
    habits.quietHours = from === undefined || to === undefined ? undefined : { from, to };
    return undefined;
  },
  frequency_cap: ({ habits }, value) => {
    if (value !== null && !isCount(value, 1_000)) return 'messages a user and day, or null';
    habits.frequencyCap = value ?? undefined;
    return undefined;
  },
  pair_rate: ({ habits }, value) => switched(value, (on) => (habits.hasPairRate = on)),
  number_rate: ({ habits }, value) => {
    if (value !== null && !isCount(value, 1_000)) return 'messages a second, or null';
    habits.numberRate = value ?? undefined;
    return undefined;
  },
  latency_ms: (sandbox, value) => {
    if (!isCount(value, 600_000)) return 'milliseconds from 0 to 600000';
    sandbox.latencyMs = value;
    return undefined;
  },
};

const QUIET_HOURS = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Names of the settings. */
export const SETTINGS = Object.keys(SETTERS);

/**
 * Changes the settings that `given` names.
 *
 * @throws SandboxRequestInvalid naming every wrong one; the right ones are changed all the same
 */
export function changeSettings(sandbox: SandboxBraze, given: Json): void {
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const wanted = SETTERS[name]?.(sandbox, value);
    return wanted === undefined ? [] : [`${name} must be ${wanted}`];
  });
  if (problems.length > 0) throw new SandboxRequestInvalid(problems);
}

function switched(value: unknown, turn: (on: boolean) => void): string | undefined {
  if (typeof value !== 'boolean') return 'true or false';
  turn(value);
  return undefined;
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
