/** A reply's row, as its name on the wire says it. */
export interface ReplyName {
  readonly conversationId: string;
  readonly seq: number;
  readonly idx: number;
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,9}):(\d{1,4})$/i;

/** `<conversation>:<seq>:<idx>`: what Parley sends as `reply_id`, and what operators type. */
export function replyIdOf({ conversationId, seq, idx }: ReplyName): string {
  return `${conversationId}:${String(seq)}:${String(idx)}`;
}

/** The opposite of `replyIdOf`; `undefined` for another form. */
export function replyNameOf(replyId: string): ReplyName | undefined {
  const [, conversationId, seq, idx] = FORM.exec(replyId.trim()) ?? [];
  if (conversationId === undefined) return undefined;
  return { conversationId: conversationId.toLowerCase(), seq: Number(seq), idx: Number(idx) };
}
