/** Which file an address gives out, and until when. */
export interface MediaLink {
  readonly conversationId: string;
  readonly id: string;
  /** UTC milliseconds. */
  readonly untilMs: number;
}

const TOKEN = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;

/** What is signed: the same for the same file and time, and another for any other. */
export function signedText({ conversationId, id, untilMs }: MediaLink): string {
  return [bare(conversationId), bare(id), untilMs.toString(36)].join('.');
}

/** The part of the address that opens the file. @param signature base64url of 32 bytes */
export function tokenOf(link: MediaLink, signature: string): string {
  return `${signedText(link)}.${signature}`;
}

/** What a token says, which nobody has looked at yet; `undefined` for what is none. */
export function readToken(
  token: string,
): { readonly link: MediaLink; readonly signature: string } | undefined {
  const [, conversation, media, until, signature] = TOKEN.exec(token) ?? [];
  if (conversation === undefined || media === undefined) return undefined;
  if (until === undefined || signature === undefined) return undefined;
  const untilMs = Number.parseInt(until, 36);
  if (!Number.isSafeInteger(untilMs) || untilMs.toString(36) !== until) return undefined;
  const link = { conversationId: uuid(conversation), id: uuid(media), untilMs };
  return { link, signature };
}

function bare(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}

function uuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
