import { lazy, Suspense, useState } from 'react';
import { useNavigate, useParams } from 'react-router';

import { ConversationView } from './conversation-view.tsx';
import { DeskHeader } from './desk-header.tsx';
import { HelpModal } from './help-modal.tsx';
import { ListView } from './list-view.tsx';
import { useMe } from './me.ts';
import { type ListName, useRows } from './queries.ts';
import { useAttention } from './use-attention.ts';
import { useKeys } from './use-keys.ts';
import { useLive } from './use-live.ts';
import { useSay } from './words.tsx';

/** Only where one is begun. */
const NewChat = lazy(() => import('./new-chat.tsx').then((made) => ({ default: made.NewChat })));

/** The desk: lists at the left, the open conversation beside them. */
export function Workplace() {
  const say = useSay();
  const { id } = useParams();
  const go = useNavigate();
  const [list, setList] = useState<ListName>('mine');
  const [queue, setQueue] = useState<string>();
  const [isHelp, setHelp] = useState(false);
  const [isNew, setNew] = useState(false);
  const mayStart = useMe().permissions.includes('conversations.start');
  const live = useLive(id);
  const rows = useRows(list, queue);
  const mine = useRows('mine', undefined);
  const waiting = useRows('waiting', undefined);
  const shown = rows.data?.pages.flatMap(({ items }) => items) ?? [];
  const offers = mine.data?.pages.flatMap(({ items }) => items) ?? [];
  const sound = useAttention(offers);

  const open = (next: string | undefined): void => void go(next === undefined ? '/' : `/${next}`);
  useKeys({
    '?': () => {
      setHelp(true);
    },
    '1': () => {
      setList('mine');
    },
    '2': () => {
      setList('waiting');
    },
    '3': () => {
      setList('all');
    },
    '/': () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
    w: () => {
      setNew(mayStart);
    },
    n: () => {
      open(waiting.data?.pages[0]?.items[0]?.id ?? id);
    },
    j: () => {
      open(
        shown[Math.min(shown.length - 1, shown.findIndex((row) => row.id === id) + 1)]?.id ?? id,
      );
    },
    k: () => {
      open(shown[Math.max(0, shown.findIndex((row) => row.id === id) - 1)]?.id ?? id);
    },
  });

  return (
    <div className="desk" data-open={id !== undefined}>
      <DeskHeader
        sound={sound}
        onNew={
          mayStart
            ? () => {
                setNew(true);
              }
            : undefined
        }
        onHelp={() => {
          setHelp(true);
        }}
      />
      {live.connection === 'lost' && (
        <div className="lost" role="status">
          {say('lost')}
        </div>
      )}
      <main className="columns">
        <ListView
          list={list}
          queue={queue}
          rows={rows}
          openId={id}
          offers={offers.filter(({ state }) => state === 'offered').length}
          onList={setList}
          onQueue={setQueue}
          onOpen={open}
        />
        {id === undefined ? (
          <div className="conversation empty-pane">
            <p className="quiet">{say('pick')}</p>
          </div>
        ) : (
          <ConversationView
            key={id}
            id={id}
            row={[...offers, ...shown].find((row) => row.id === id)}
            people={live.people}
            onBack={() => {
              open(undefined);
            }}
          />
        )}
      </main>
      {isNew && (
        <Suspense>
          <NewChat
            onOpen={open}
            onClose={() => {
              setNew(false);
            }}
          />
        </Suspense>
      )}
      <HelpModal
        isOpen={isHelp}
        onClose={() => {
          setHelp(false);
        }}
      />
    </div>
  );
}
