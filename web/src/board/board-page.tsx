import './board.css';

import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';

import { DeskHeader } from '../desk/desk-header.tsx';
import { HelpModal } from '../desk/help-modal.tsx';
import { useMe } from '../desk/me.ts';
import { useRows } from '../desk/queries.ts';
import { clock } from '../desk/times.ts';
import { useAttention } from '../desk/use-attention.ts';
import { useLive } from '../desk/use-live.ts';
import { useLocale, useSay } from '../desk/words.tsx';
import { AgentTable } from './agent-table.tsx';
import { BlockTable } from './block-table.tsx';
import { useBoard } from './board-queries.ts';
import { ConversationsPart } from './conversations-part.tsx';
import { QueueTable } from './queue-table.tsx';
import { useWhere } from './use-where.ts';
import { useBoardWords } from './words.ts';

/** What leads look at: how each queue stands, who is there, and what they can do about it. */
export function BoardPage() {
  const deskSay = useSay();
  const say = useBoardWords();
  const locale = useLocale();
  const kept = useWhere();
  const { connection } = useLive(undefined);
  const { data: board } = useBoard();
  const mine = useRows('mine', undefined).data?.pages.flatMap(({ items }) => items) ?? [];
  const sound = useAttention(mine);
  const mayReadBlocks = useMe().permissions.includes('blocks.read');
  const [isHelp, setHelp] = useState(false);
  const there = board?.agents.filter(({ is_there: isThere }) => isThere).length ?? 0;

  useEffect(() => {
    document.title = `${say('board')} · Parley`;
  }, [say, mine.length]);

  return (
    <div className="desk board-page">
      <DeskHeader
        sound={sound}
        onNew={undefined}
        onHelp={() => {
          setHelp(true);
        }}
      />
      {connection === 'lost' && (
        <div className="lost" role="status">
          {deskSay('lost')}
        </div>
      )}
      <main className="board">
        <section aria-labelledby="board-queues">
          <header className="board-head">
            <h2 id="board-queues">{say('queues')}</h2>
            <span className="spring" />
            {board !== undefined && (
              <span className="quiet board-small">
                {say('asOf', { time: clock(board.at, locale) })}
              </span>
            )}
          </header>
          <QueueTable queues={board?.queues} kept={kept} />
        </section>
        <SegmentedControl
          size="sm"
          className="board-tabs"
          aria-label={say('board')}
          value={kept.show}
          onChange={(show) => {
            kept.change({ show: show === 'conversations' ? undefined : show });
          }}
          data={[
            { value: 'conversations', label: say('conversations') },
            { value: 'agents', label: `${say('agents')} ${String(there)}` },
            ...(mayReadBlocks ? [{ value: 'blocked', label: say('blocked') }] : []),
          ]}
        />
        {kept.show === 'blocked' && mayReadBlocks ? (
          <BlockTable />
        ) : kept.show === 'agents' ? (
          <AgentTable
            agents={board?.agents}
            queues={board?.queues ?? []}
            at={board?.at}
            kept={kept}
          />
        ) : (
          <ConversationsPart board={board} kept={kept} />
        )}
      </main>
      <HelpModal
        isOpen={isHelp}
        onClose={() => {
          setHelp(false);
        }}
      />
    </div>
  );
}
