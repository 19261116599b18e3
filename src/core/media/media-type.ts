/** How a file is shown to people. */
type MediaKind = 'image' | 'audio' | 'video' | 'document';

/** What a file is, read off its content, and whether a browser may show it within a page of ours. */
export interface MediaType {
  readonly kind: MediaKind;
  /** What it is sent to a browser as. */
  readonly served: string;
  /** Else it is offered to be saved, whatever somebody asked for. */
  readonly inline: boolean;
}

/**
 * What browsers show without running anything in it. SVG and HTML are not among them and never
 * will be: they are programs (Chatwoot, CVE-2021-3742).
 *
 * @see https://www.braze.com/docs/user_guide/message_building_by_channel/whatsapp/ for what customers send
 */
const INLINE: Readonly<Record<string, MediaKind>> = {
  ...{ 'image/jpeg': 'image', 'image/png': 'image', 'image/apng': 'image' },
  ...{ 'image/webp': 'image', 'image/gif': 'image' },
  ...{ 'audio/aac': 'audio', 'audio/mpeg': 'audio', 'audio/ogg': 'audio', 'audio/amr': 'audio' },
  ...{ 'audio/mp4': 'audio', 'audio/x-m4a': 'audio', 'audio/opus': 'audio', 'audio/wav': 'audio' },
  ...{ 'video/mp4': 'video', 'video/3gpp': 'video', 'video/webm': 'video' },
};

/** Saved under their own type, so that the right program opens them. */
const SAVED: ReadonlySet<string> = new Set([
  ...['application/pdf', 'application/zip', 'application/msword', 'application/rtf'],
  ...['application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
]);

const UNKNOWN = 'application/octet-stream';

/** @param sniffed by its content, as `image/png` or `audio/ogg; codecs=opus`; `null`: it did not show */
export function mediaTypeOf(sniffed: string | null): MediaType {
  const bare = (sniffed ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const kind = Object.hasOwn(INLINE, bare) ? INLINE[bare] : undefined;
  if (kind !== undefined) return { kind, served: bare, inline: true };
  return { kind: 'document', served: SAVED.has(bare) ? bare : UNKNOWN, inline: false };
}
