import './reports.css';

import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Link } from 'react-router';

import { Icon } from '../desk/icon.tsx';
import { useMe } from '../desk/me.ts';
import { useQueues } from '../desk/queries.ts';
import { useSay } from '../desk/words.tsx';
import { CHAT_COLUMNS, CHAT_TILES, HANDOFF_COLUMNS, HANDOFF_TILES } from './figure-columns.ts';
import { FilterBar } from './filter-bar.tsx';
import { Patterns } from './patterns.tsx';
import type { ChatFigures, HandoffFigures } from './report-types.ts';
import { ReportView, type ViewParts } from './report-view.tsx';
import { useFilters } from './use-filters.ts';
import { useReportWords } from './words.ts';

const TIMES = ['day', 'week', 'weekday', 'hour'];
const HANDOFFS: ViewParts<HandoffFigures> = {
  of: 'handoffs',
  groupings: ['queue', 'agent', 'step', 'code', 'locale', 'reason', 'ended', ...TIMES],
  columns: HANDOFF_COLUMNS,
  tiles: HANDOFF_TILES,
  parts: ['answered', 'abandoned', 'unanswered', 'waiting'],
  size: ({ handoffs }) => handoffs,
};
const CHATS: ViewParts<ChatFigures> = {
  of: 'chats',
  groupings: ['flow', ...TIMES],
  columns: CHAT_COLUMNS,
  tiles: CHAT_TILES,
  parts: ['contained', 'handed', 'left', 'open'],
  size: ({ chats }) => chats,
};

/** What leads look back at; everything that is chosen stands in the address. */
export function ReportsPage() {
  const say = useReportWords();
  const kept = useFilters();
  const { view } = kept.filters;
  const { queues } = useMe();
  return (
    <div className="reports">
      <Patterns />
      <ReportsHeader />
      <main>
        <nav className="bar" aria-label={say('views')}>
          <Button.Group>
            {(['handoffs', 'chats'] as const).map((one) => (
              <Button
                key={one}
                variant="default"
                className={view === one ? 'chosen' : ''}
                aria-current={view === one ? 'page' : undefined}
                onClick={() => {
                  kept.change({ view: one === 'chats' ? one : undefined, by: undefined });
                }}
              >
                {say(one === 'chats' ? 'chatsView' : 'handoffsView')}
              </Button>
            ))}
          </Button.Group>
        </nav>
        <FilterBar {...kept} />
        {view === 'chats' && queues !== null ? (
          <OfSomeQueues queues={queues} />
        ) : view === 'chats' ? (
          <ReportView key="chats" parts={CHATS} kept={kept} />
        ) : (
          <ReportView key="handoffs" parts={HANDOFFS} kept={kept} />
        )}
      </main>
    </div>
  );
}

/** The API has no chats for them: a chart of nothing would look like a bot that nobody wrote to. */
function OfSomeQueues({ queues }: { readonly queues: readonly string[] }) {
  const say = useReportWords();
  const titles = new Map(useQueues().data?.items.map(({ name, title }) => [name, title]));
  const names = queues.map((name) => titles.get(name) ?? name).join(', ');
  return <p className="nothing">{say('nothingOfQueues', { queues: names })}</p>;
}

function ReportsHeader() {
  const say = useReportWords();
  const sayDesk = useSay();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  return (
    <header className="desk-header">
      <h1>
        <span className="brand">Parley</span> {say('title')}
      </h1>
      <span className="spring" />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={sayDesk('lightDark')}
        title={sayDesk('lightDark')}
        onClick={() => {
          setColorScheme(scheme === 'dark' ? 'light' : 'dark');
        }}
      >
        <Icon of="theme" />
      </ActionIcon>
      <Button component={Link} to="/" variant="default" size="compact-sm">
        {say('toDesk')}
      </Button>
    </header>
  );
}
