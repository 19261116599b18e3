import type { ShownReply } from '#app/ports/reply-desk.ts';
import { deliveryStatusOf } from '#core/feedback/delivery-status.ts';
import { replyIdOf } from '#core/feedback/reply-id.ts';

/** A line a reply; what it says only where that was asked for. */
export function tableOf(replies: readonly ShownReply[], showText: boolean): string {
  if (replies.length === 0) return 'No reply needs anybody.\n';
  return `${replies.map((reply) => lineOf(reply, showText)).join('\n')}\n`;
}

/** Everything about one reply. */
export function pageOf(shown: ShownReply, showText: boolean): string {
  const lines = Object.entries(shownJson(shown, showText))
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
  return `${lines.map(printable).join('\n')}\n`;
}

/** The same for programs. */
export function shownJson(shown: ShownReply, showText: boolean): Record<string, unknown> {
  return {
    reply: replyIdOf(shown.reply),
    trouble: shown.trouble ?? null,
    ...{ state: shown.state, step: shown.step, sender: shown.sender, policy: shown.policy },
    why: whyOf(shown) ?? null,
    age_seconds: Math.round(shown.ageMs / 1000),
    ...{ attempts: shown.attempt, ambiguous_attempts: shown.ambiguities },
    ...{ campaign_id: shown.campaignId, dispatch_id: shown.dispatchId ?? null },
    delivery: deliveryStatusOf(shown) ?? null,
    sent_at: momentOf(shown.sentAtMs),
    delivered_at: momentOf(shown.deliveredAtMs),
    read_at: momentOf(shown.readAtMs),
    failed_at: momentOf(shown.failedAtMs),
    ...(showText && { properties: shown.properties }),
  };
}

/** `42 s`, `17 min`, `3 h`, `2 d`. */
function agoOf(ms: number): string {
  const seconds = Math.max(Math.round(ms / 1000), 0);
  if (seconds < 120) return `${String(seconds)} s`;
  if (seconds < 7200) return `${String(Math.round(seconds / 60))} min`;
  if (seconds < 172_800) return `${String(Math.round(seconds / 3600))} h`;
  return `${String(Math.round(seconds / 86_400))} d`;
}

function lineOf(shown: ShownReply, showText: boolean): string {
  const { trouble = '', state, step, ageMs, attempt } = shown;
  const tries = `${String(attempt)} tried`;
  const columns = [
    replyIdOf(shown.reply),
    trouble.padEnd(11),
    state.padEnd(9),
    agoOf(ageMs).padStart(7),
  ];
  const text = showText ? `\n    ${JSON.stringify(shown.properties)}` : '';
  return printable(`${[...columns, tries, step, whyOf(shown) ?? ''].join('  ').trimEnd()}${text}`);
}

/** What WhatsApp or Braze said against it says more than what Parley did. */
function whyOf({ failure, code, failureReason, reason }: ShownReply): string | undefined {
  if (failure === undefined) return reason;
  const by = failure === 'aborted' ? 'Braze gave it up' : 'WhatsApp refused it';
  return `${by}: ${failureReason ?? 'no reason given'}${code === undefined ? '' : ` (${code})`}`;
}

function momentOf(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

/** For a terminal: what could move its cursor or hide text is written as an escape. */
function printable(text: string): string {
  return text.replaceAll(
    /[^\P{C}\n\t]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}
