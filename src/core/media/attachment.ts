/** What WhatsApp takes of us beside words, and a bot has layouts for. */
export const ATTACHMENT_KINDS = ['image', 'document'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** A file that goes out with an agent's words. */
export interface Attachment {
  readonly kind: AttachmentKind;
  /** Its id on the shelf. */
  readonly media: string;
  /** Where Braze fetches it, for some days. */
  readonly url: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

const MEBIBYTE = 1024 * 1024;

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types */
export const LARGEST_IMAGE = 5 * MEBIBYTE;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const KINDS: Readonly<Record<string, AttachmentKind>> = {
  ...{ 'image/jpeg': 'image', 'image/png': 'image', 'application/pdf': 'document' },
  [`${OFFICE}.wordprocessingml.document`]: 'document',
  [`${OFFICE}.spreadsheetml.sheet`]: 'document',
  [`${OFFICE}.presentationml.presentation`]: 'document',
};

/** What a file is sent as, by its content; `undefined` for what is not sent. */
export function attachmentKind(type: string | null): AttachmentKind | undefined {
  return type !== null && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}
