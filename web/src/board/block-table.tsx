import { Button } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { api } from '../api/desk-api.ts';
import type { Page } from '../api/desk-types.ts';
import { useMe, useNameOf } from '../desk/me.ts';
import { keys } from '../desk/queries.ts';
import { tellFailure } from '../desk/tell-failure.ts';
import { moment } from '../desk/times.ts';
import { useLocale, useSay } from '../desk/words.tsx';
import { useBoardWords } from './words.ts';

interface Block {
  readonly conversation_id: string;
  readonly recipient: { readonly kind: string; readonly value: string };
  readonly by: string;
  readonly reason: string;
  readonly at: string;
  readonly until: string | null;
}

const KEY = ['blocks'] as const;
/** No hint of the stream tells of a block that has run out. */
const SOON_MS = 30_000;

/** Whom nobody answers, by whom and why; whoever may ends it here. */
export function BlockTable() {
  const say = useBoardWords();
  const blocks = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => api.read<Page<Block>>('/blocks', { limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: SOON_MS,
  });
  const shown = blocks.data?.pages.flatMap(({ items }) => items) ?? [];
  if (blocks.isError) return <p role="alert">{say('blocksUnread')}</p>;
  if (blocks.isPending) return null;
  if (shown.length === 0) return <p className="empty quiet">{say('nobodyBlocked')}</p>;
  return (
    <section aria-label={say('blocked')}>
      <div className="board-scroll" tabIndex={0}>
        <table className="board-table">
          <thead>
            <tr>
              <th scope="col">{say('customer')}</th>
              <th scope="col">{say('blockWhy')}</th>
              <th scope="col" className="wide-cell">
                {say('blockBy')}
              </th>
              <th scope="col" className="wide-cell">
                {say('blockUntil')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{say('change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((block) => (
              <BlockRow key={block.conversation_id} block={block} />
            ))}
          </tbody>
        </table>
      </div>
      {blocks.hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          mt={8}
          loading={blocks.isFetchingNextPage}
          onClick={() => void blocks.fetchNextPage()}
        >
          {say('moreBlocked')}
        </Button>
      )}
    </section>
  );
}

function BlockRow({ block }: { readonly block: Block }) {
  const say = useBoardWords();
  const deskSay = useSay();
  const me = useMe();
  const nameOf = useNameOf();
  const locale = useLocale();
  const client = useQueryClient();
  const [isWorking, setWorking] = useState(false);
  const { conversation_id: id, recipient, until } = block;
  const unblock = async (): Promise<void> => {
    setWorking(true);
    try {
      await api.act(id, 'unblock');
    } catch (why) {
      tellFailure(deskSay, nameOf)(why);
    } finally {
      setWorking(false);
      void client.invalidateQueries({ queryKey: KEY });
      void client.invalidateQueries({ queryKey: keys.conversation(id) });
    }
  };
  return (
    <tr>
      <th scope="row">
        <Link to={`/${id}`}>{recipient.value}</Link>
      </th>
      <td className="block-why">{block.reason}</td>
      <td className="wide-cell">
        {nameOf(block.by)}, {moment(block.at, locale)}
      </td>
      <td className="wide-cell">{until === null ? say('blockForGood') : moment(until, locale)}</td>
      <td className="end-cell">
        {me.permissions.includes('blocks.end') && (
          <Button
            size="compact-xs"
            variant="default"
            loading={isWorking}
            aria-label={say('unblockOf', { name: recipient.value })}
            onClick={() => void unblock()}
          >
            {deskSay('unblock')}
          </Button>
        )}
      </td>
    </tr>
  );
}
