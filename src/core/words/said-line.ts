/** What somebody said or noted: a line of the log that has words of its own. */
export interface SaidLine {
  readonly conversationId: string;
  readonly seq: number;
  readonly atMs: number;
  readonly text: string;
}

/** Kinds of events in which a person says something; the bot's words are the same for thousands. */
export const SAID_KINDS: readonly string[] = [
  'message',
  'agent-reply',
  'agent-template',
  'chat-started',
  'noted',
];

interface LogLine extends Omit<SaidLine, 'text'> {
  readonly kind: string;
  /** The event without its kind, as JSON text. */
  readonly payload: string;
}

/** The lines of the log in which a person says something. */
export function saidLinesIn(log: readonly LogLine[]): readonly SaidLine[] {
  return log.flatMap(({ conversationId, seq, atMs, kind, payload }) => {
    if (!SAID_KINDS.includes(kind)) return [];
    const { text } = JSON.parse(payload) as { readonly text?: unknown };
    return typeof text === 'string' && text !== '' ? [{ conversationId, seq, atMs, text }] : [];
  });
}
