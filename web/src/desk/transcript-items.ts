import type { MediaFile, SaidReply, TranscriptEntry } from '../api/desk-types.ts';
import { type Said, saidOf } from './said-text.ts';

/** One thing in a chat, as people read it. */
export type Item =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | {
      readonly kind: 'customer';
      readonly key: string;
      readonly at: string;
      readonly text: string;
      readonly files: readonly MediaFile[];
      /** Addresses of files that were never kept. */
      readonly lost: readonly string[];
      readonly parked: string | null;
    }
  | {
      readonly kind: 'said';
      readonly key: string;
      readonly at: string;
      readonly by: 'bot' | 'agent' | 'system';
      readonly agent: string | undefined;
      readonly said: Said;
      /** What an agent sent with it. */
      readonly file: MediaFile | undefined;
      readonly reply: SaidReply;
      /** Of the event that an AI's answer came with, where this says it. */
      readonly answer: number | undefined;
    }
  | {
      readonly kind: 'note';
      readonly key: string;
      readonly at: string;
      readonly by: string;
      readonly text: string;
    }
  /** What the machine and colleagues did, folded into one line. */
  | {
      readonly kind: 'happened';
      readonly key: string;
      readonly events: readonly TranscriptEntry[];
    };

/** Entries, the oldest first, as what is shown of them. */
export function itemsOf(entries: readonly TranscriptEntry[]): readonly Item[] {
  const items: Item[] = [];
  let day = '';
  for (const entry of entries) {
    const today = new Date(entry.at).toDateString();
    if (today !== day) items.push({ kind: 'day', key: `day ${today}`, at: entry.at });
    day = today;
    addEntry(items, entry);
  }
  return items;
}

function addEntry(items: Item[], entry: TranscriptEntry): void {
  const { seq, kind, at, payload, parked } = entry;
  const key = String(seq);
  if (kind === 'message') {
    const media = Array.isArray(payload['media']) ? payload['media'].filter(isText) : [];
    const files = entry.media;
    const lost = files.length > 0 ? [] : media;
    items.push({ kind: 'customer', key, at, text: textIn(payload['text']), files, lost, parked });
  } else if (kind === 'noted') {
    items.push({ kind: 'note', key, at, by: textIn(payload['by']), text: textIn(payload['text']) });
  } else if (kind !== 'agent-reply' && kind !== 'agent-template') addHappened(items, entry);

  const file = fileIn(payload['attachment']);
  for (const [place, reply] of entry.replies.entries()) {
    const agent = reply.sender === 'agent' ? textIn(payload['agent']) : undefined;
    const isAnswer = kind === 'call-result' && reply === entry.replies[0];
    const answer = isAnswer ? seq : undefined;
    const said = { kind: 'said', key: reply.reply, by: reply.sender, agent, answer } as const;
    // Of a template, only its variables are in what was sent.
    const isTemplate = kind === 'agent-template' || kind === 'chat-started';
    const words = isTemplate ? { ...NO_PARTS, text: textIn(payload['text']) } : saidOf(reply);
    const carried = place === 0 ? file : undefined;
    const shown = carried === undefined ? words : { ...words, image: undefined };
    items.push({ ...said, at: reply.due_at, said: shown, file: carried, reply });
  }
}

const NO_PARTS = { image: undefined, buttons: [] };

function addHappened(items: Item[], entry: TranscriptEntry): void {
  const last = items.at(-1);
  if (last?.kind !== 'happened') {
    items.push({ kind: 'happened', key: `happened ${String(entry.seq)}`, events: [entry] });
    return;
  }
  items[items.length - 1] = { ...last, events: [...last.events, entry] };
}

/** What an agent's words carried; the first message of them does. */
function fileIn(attachment: unknown): MediaFile | undefined {
  if (typeof attachment !== 'object' || attachment === null) return undefined;
  const { media, kind, name, type, size } = attachment as Attached;
  return { id: media, state: 'kept', kind, name, type, size, reason: null };
}

interface Attached extends Pick<MediaFile, 'name' | 'type' | 'size'> {
  readonly media: string;
  readonly kind: 'image' | 'document';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
