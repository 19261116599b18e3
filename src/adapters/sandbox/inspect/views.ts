import type { Fault } from '../faults/fault.ts';
import type { Campaign } from '../messaging/campaign.ts';
import type { ChatMessage } from '../messaging/chat-message.ts';
import { nameOf, type Person } from '../people/person.ts';
import type { Arrival } from '../record/arrivals.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';

type View = Readonly<Record<string, unknown>>;

/** A profile as JSON; `null` for what it does not have. */
export function userView(sandbox: SandboxBraze, person: Person): View {
  return {
    braze_id: person.brazeId,
    external_id: nameOf(person, 'external_id') ?? null,
    phone: nameOf(person, 'phone') ?? null,
    aliases: person.names
      .filter(({ kind }) => kind === 'alias')
      .map(({ value, label }) => ({ alias_name: value, alias_label: label })),
    profile: person.profile,
    attributes: person.attributes,
    events: person.events.toArray().reverse(),
    subscription: person.subscriptions[sandbox.subscriptionGroupId] ?? 'subscribed',
    window_ends_at: windowEnd(person)?.toISOString() ?? null,
  };
}

function windowEnd({ lastInboundAt }: Person): Date | undefined {
  return lastInboundAt && new Date(lastInboundAt.getTime() + 24 * 3_600_000);
}

/** One line of the list of users. */
export function userLine(person: Person): View {
  return {
    braze_id: person.brazeId,
    external_id: nameOf(person, 'external_id') ?? null,
    phone: nameOf(person, 'phone') ?? null,
    first_name: person.profile['first_name'] ?? null,
    language: person.profile['language'] ?? null,
  };
}

export function messageView(message: ChatMessage): View {
  return {
    id: message.id,
    direction: message.direction,
    at: message.at,
    content: message.content,
    status: message.status,
    reason: message.reason ?? null,
    code: message.code ?? null,
    attempts: message.attempts,
    campaign_id: message.campaignId,
    dispatch_id: message.dispatchId,
  };
}

export function faultView(fault: Fault): View {
  return { ...fault, times: fault.times ?? null };
}

export function campaignView(campaign: Campaign): View {
  const { id, name, layout, delivery, channel, state, properties } = campaign;
  const habits = {
    re_eligible: campaign.reEligible,
    ignores_frequency_cap: campaign.ignoresFrequencyCap,
    ignores_quiet_hours: campaign.ignoresQuietHours,
  };
  return { id, name, layout, delivery, channel, state, ...habits, properties };
}

export function arrivalView({ number, recipient, atMs }: Arrival): readonly unknown[] {
  return [number, recipient, atMs];
}

export function clockView({ clock }: SandboxBraze): View {
  return { now: clock.now().toISOString(), offset_ms: clock.offsetMs };
}

/** The secret itself is not shown. */
export function settingsView({ inbound, currents, latencyMs, habits }: SandboxBraze): View {
  const { url, secret, template, signs, reEligible, duplicates, state } = inbound.campaign;
  return {
    webhook_url: url ?? null,
    webhook_secret_set: secret !== '',
    template,
    signs,
    re_eligible: reEligible,
    duplicates,
    webhook_state: state,
    ...currentsView(currents),
    quiet_hours: habits.quietHours ? `${habits.quietHours.from}-${habits.quietHours.to}` : null,
    frequency_cap: habits.frequencyCap ?? null,
    pair_rate: habits.hasPairRate,
    number_rate: habits.numberRate ?? null,
    latency_ms: latencyMs,
  };
}

function currentsView({ settings, hasStopped }: SandboxBraze['currents']): View {
  return {
    currents_url: settings.url ?? null,
    currents_token_set: settings.token !== '',
    currents_stopped: hasStopped,
    currents_delay_ms: settings.delayMs,
    currents_duplicates: settings.duplicates,
    currents_shuffled: settings.isShuffled,
    currents_extras: settings.hasExtras,
    currents_reads: settings.hasReads,
  };
}
