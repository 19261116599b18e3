import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import type { Present } from '../api/desk-types.ts';
import { type Connection, type LiveEvent, LiveReader } from './live-stream.ts';
import { keys } from './queries.ts';

/** What the stream tells beside what is to be read again. */
export interface Live {
  readonly connection: Connection;
  /** Who is at the open conversation, oneself among them. */
  readonly people: readonly Present[];
}

interface Changed {
  readonly conversations: readonly { readonly id: string; readonly seq: number }[];
  readonly queues: readonly string[];
  readonly mine: boolean;
}

/** Lists are read again at most so often: a busy queue changes many times a second. */
const LISTS_EVERY_MS = 1_000;

/** Keeps what is shown as it is, by what the server tells of changes. */
export function useLive(openId: string | undefined): Live {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const [seen, setSeen] = useState<{ id: string; people: readonly Present[] }>();
  const position = useRef<string>(undefined);

  useEffect(() => {
    const lists = new Slowly(LISTS_EVERY_MS, () => {
      void client.invalidateQueries({ queryKey: keys.rows });
      void client.invalidateQueries({ queryKey: keys.queues });
      void client.invalidateQueries({ queryKey: keys.agents });
    });
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
      lists.stop();
    };
  }, [client, openId]);

  return { connection, people: seen !== undefined && seen.id === openId ? seen.people : [] };
}

function change(
  client: QueryClient,
  { conversations, queues, mine }: Changed,
  lists: Slowly,
): void {
  for (const { id } of conversations) {
    void client.invalidateQueries({ queryKey: keys.transcript(id) });
    void client.invalidateQueries({ queryKey: keys.conversation(id) });
  }
  if (mine || queues.length > 0) lists.want();
}

/** Does something at once, and then again a while later where it was wanted meanwhile. */
class Slowly {
  private timer: number | undefined;
  private isWanted = false;

  constructor(
    private readonly everyMs: number,
    private readonly work: () => void,
  ) {}

  want(): void {
    this.isWanted = true;
    if (this.timer === undefined) this.do();
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }

  private do(): void {
    this.timer = undefined;
    if (!this.isWanted) return;
    this.isWanted = false;
    this.work();
    this.timer = window.setTimeout(() => {
      this.do();
    }, this.everyMs);
  }
}
