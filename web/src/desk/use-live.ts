import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import type { Conversation, Present, TranscriptEntry } from '../api/desk-types.ts';
import { type Connection, type LiveEvent, LiveReader } from './live-stream.ts';
import { type TranscriptPages, withEntries } from './new-entries.ts';
import { keys } from './queries.ts';

/** What the stream tells beside what is to be read again. */
export interface Live {
  readonly connection: Connection;
  /** Who is at the open conversation, oneself among them. */
  readonly people: readonly Present[];
}

interface ChangedConversation {
  readonly id: string;
  readonly seq: number;
  /** As it is now; without it one has to ask. */
  readonly conversation?: Conversation;
  /** What is new or other of the transcript, the oldest first. */
  readonly entries?: readonly TranscriptEntry[];
}

interface Changed {
  readonly conversations: readonly ChangedConversation[];
  readonly queues: readonly string[];
  readonly mine: boolean;
}

/** A page of a list is read again at most so often: a busy queue changes many times a second. */
const LISTS_EVERY_MS = 1_000;
/** A server that is slow to answer is asked less often still: reading takes so small a part of the time. */
const READING_SHARE = 0.05;

/** Keeps what is shown as it is, by what the server tells of changes. */
export function useLive(openId: string | undefined): Live {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const [seen, setSeen] = useState<{ id: string; people: readonly Present[] }>();
  const position = useRef<string>(undefined);

  useEffect(() => {
    const lists = {
      mine: new Slowly(
        () => LISTS_EVERY_MS,
        () => client.invalidateQueries({ queryKey: keys.list('mine', undefined) }),
      ),
      lines: new Slowly(
        () => LISTS_EVERY_MS * pagesShown(client),
        () =>
          Promise.all(
            [keys.rows, keys.queues, keys.agents].map((queryKey) =>
              client.invalidateQueries({ queryKey }),
            ),
          ),
      ),
    };
    const hear = ({ name, data }: LiveEvent): void => {
      if (name === 'changed') change(client, data as Changed, lists);
      else if (name === 'refresh') void client.invalidateQueries();
      else if (name === 'signed-out') void client.invalidateQueries({ queryKey: keys.session });
      else if (name === 'people') {
        const { conversation, people } = data as { conversation: string; people: Present[] };
        setSeen({ id: conversation, people });
      }
    };
    const watch = openId === undefined ? [] : [openId];
    const reader = new LiveReader(watch, hear, setConnection, position.current);
    const now = (): void => {
      reader.connectNow();
    };
    const gone = (): void => {
      reader.breakOff();
    };
    window.addEventListener('online', now);
    window.addEventListener('offline', gone);
    return () => {
      window.removeEventListener('online', now);
      window.removeEventListener('offline', gone);
      position.current = reader.position;
      reader.close();
      lists.mine.stop();
      lists.lines.stop();
    };
  }, [client, openId]);

  return { connection, people: seen !== undefined && seen.id === openId ? seen.people : [] };
}

function change(
  client: QueryClient,
  { conversations, queues, mine }: Changed,
  lists: { readonly mine: Slowly; readonly lines: Slowly },
): void {
  for (const changed of conversations) {
    if (isTaken(client, changed)) continue;
    void client.invalidateQueries({ queryKey: keys.transcript(changed.id) });
    void client.invalidateQueries({ queryKey: keys.conversation(changed.id) });
  }
  if (mine) lists.mine.want();
  if (queues.length > 0) lists.lines.want();
}

/** Who has scrolled a long way down has many pages, all of which are read again. */
function pagesShown(client: QueryClient): number {
  const lists = client.getQueriesData<{ readonly pages: readonly unknown[] }>({
    queryKey: keys.rows,
  });
  return Math.max(1, ...lists.map(([, list]) => list?.pages.length ?? 0));
}

/** Whether what came was enough. What is just being read may be older than it, and is read again. */
function isTaken(client: QueryClient, { id, conversation, entries }: ChangedConversation): boolean {
  const key = keys.transcript(id);
  const isReading = [key, keys.conversation(id)].some(
    (queryKey) => client.isFetching({ queryKey, exact: true }) > 0,
  );
  const shown = client.getQueryData<TranscriptPages>(key);
  if (conversation === undefined || entries === undefined) return false;
  if (isReading || shown === undefined) return false;
  const pages = withEntries(shown, entries);
  if (pages === undefined) return false;
  client.setQueryData(key, pages);
  client.setQueryData(keys.conversation(id), conversation);
  return true;
}

/** Does something at once, and then again a while later where it was wanted meanwhile. */
class Slowly {
  private timer: number | undefined;
  private isWanted = false;
  private isDoing = false;
  private isOver = false;

  constructor(
    private readonly everyMs: () => number,
    private readonly work: () => Promise<unknown>,
  ) {}

  want(): void {
    this.isWanted = true;
    if (this.timer === undefined && !this.isDoing) void this.do();
  }

  stop(): void {
    this.isOver = true;
    window.clearTimeout(this.timer);
  }

  private async do(): Promise<void> {
    this.timer = undefined;
    if (!this.isWanted || this.isOver) return;
    this.isWanted = false;
    this.isDoing = true;
    const begunMs = performance.now();
    await this.work();
    const tookMs = performance.now() - begunMs;
    this.isDoing = false;
    this.timer = window.setTimeout(
      () => void this.do(),
      Math.max(this.everyMs(), tookMs / READING_SHARE),
    );
  }
}
