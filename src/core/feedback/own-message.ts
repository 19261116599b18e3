import type { MessageNews } from './currents-event.ts';

/**
 * Whether news of an unknown message are worth keeping until it is known.
 *
 * Currents tells of all WhatsApp messages of a workspace, marketing's too: only what comes from a
 * campaign or Canvas of the bot may turn out to be a reply. A Send brings all it ever will.
 *
 * @param sources ids of the bot's campaigns and Canvases; `undefined` where no bot is live
 */
export function mayBeOurs(
  { kind, source, dispatchId, messageId }: MessageNews,
  sources: ReadonlySet<string> | undefined,
): boolean {
  if (kind === 'sent' || (dispatchId ?? messageId) === undefined) return false;
  return source === undefined || sources === undefined || sources.has(source);
}
