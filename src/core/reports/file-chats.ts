/** How a chat ended: at rest, opted out, as another conversation's, or nobody saw how. */
export type ChatEnd = 'ended' | 'left' | 'merged' | 'lost';

/** A chat as reports count it; times are UTC milliseconds. */
export interface Chat {
  readonly conversationId: string;
  /** Of the event that began it. */
  readonly seq: number;
  readonly beganMs: number;
  readonly endedMs: number | undefined;
  readonly endedHow: ChatEnd | undefined;
  /** Where a person was first asked for, else where it ended, else where it began. */
  readonly flow: string;
  /** Whether a person was asked for. */
  readonly people: boolean;
  readonly csat: number | undefined;
}

/** An event that was something for a chat. */
export interface ChatMark {
  readonly conversationId: string;
  readonly seq: number;
  readonly atMs: number;
  /** What `chatMark` wrote. */
  readonly text: string;
}

/** What a customer said of a chat: it is about the last handoff in it, if there was one. */
export interface Rating {
  readonly conversationId: string;
  /** The handoff's event is one from `from` to `to`. */
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

export interface Filed {
  /** Those that are new or changed, as they stand now. */
  readonly chats: readonly Chat[];
  /** In the order in which they were given. */
  readonly ratings: readonly Rating[];
}

type Draft = { -readonly [Key in keyof Chat]: Chat[Key] };

const ENDS: ReadonlySet<string> = new Set<ChatEnd>(['ended', 'left', 'merged']);

/**
 * Makes chats of marks, going on from the last chat of each conversation.
 *
 * @param marks each conversation's in the order of `seq`, each mark once in its life
 * @param last the newest chat of each conversation, open or not
 */
export function fileChats(marks: readonly ChatMark[], last: readonly Chat[]): Filed {
  const newest = new Map<string, Draft>(last.map((chat) => [chat.conversationId, { ...chat }]));
  const changed = new Set<Draft>();
  const ratings: Rating[] = [];
  for (const mark of marks) {
    const { conversationId, seq, atMs } = mark;
    for (const { word, value } of wordsOf(mark.text)) {
      const chat = newest.get(conversationId);
      const isOpen = chat !== undefined && chat.endedMs === undefined;
      if (word === 'began') {
        if (isOpen) changed.add(end(chat, 'lost', atMs));
        const begun = begin(mark, value);
        newest.set(conversationId, begun);
        changed.add(begun);
      } else if (isOpen) {
        changed.add(chat);
        if (word === 'rated') {
          chat.csat = Number(value);
          ratings.push({ conversationId, from: chat.seq, to: seq, score: chat.csat });
        }
        if (word === 'people' && !chat.people) Object.assign(chat, { people: true, flow: value });
        if (isEnd(word)) {
          end(chat, word, atMs);
          if (!chat.people && value !== '') chat.flow = value;
        }
      }
    }
  }
  return { chats: [...changed], ratings };
}

function wordsOf(text: string): readonly { readonly word: string; readonly value: string }[] {
  return text.split(' ').map((each) => {
    const [word = '', value = ''] = each.split(':', 2);
    return { word, value };
  });
}

function isEnd(word: string): word is ChatEnd {
  return ENDS.has(word);
}

function begin({ conversationId, seq, atMs }: ChatMark, flow: string): Draft {
  return {
    ...{ conversationId, seq, beganMs: atMs, endedMs: undefined, endedHow: undefined },
    ...{ flow, people: false, csat: undefined },
  };
}

function end(chat: Draft, how: ChatEnd, atMs: number): Draft {
  chat.endedMs = atMs;
  chat.endedHow = how;
  return chat;
}
