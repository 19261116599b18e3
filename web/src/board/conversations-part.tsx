import { useState } from 'react';
import { useNavigate } from 'react-router';

import { useMe } from '../desk/me.ts';
import { useBoardRows } from './board-queries.ts';
import type { Board } from './board-types.ts';
import { BulkBar } from './bulk-bar.tsx';
import { DeedDialog } from './deed-dialog.tsx';
import type { DeedName, Selection } from './deeds.ts';
import { FilterBar } from './filter-bar.tsx';
import { RowGrid } from './row-grid.tsx';
import { useSelection } from './use-selection.ts';
import type { KeptWhere } from './use-where.ts';
import { useBoardWords } from './words.ts';

/** The conversations that match, and what can be done to those that are selected. */
export function ConversationsPart(props: {
  readonly board: Board | undefined;
  readonly kept: KeptWhere;
}) {
  const say = useBoardWords();
  const me = useMe();
  const go = useNavigate();
  const { board, kept } = props;
  const found = useBoardRows(kept.where);
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const selecting = useSelection(rows);
  const [asked, setAsked] = useState<{ deed: DeedName; selection: Selection }>();
  const mayAct = me.permissions.includes('board.act');
  const names = new Map(board?.agents.map(({ id, name }) => [id, name]));

  const ask = (deed: DeedName): void => {
    if (!mayAct || selecting.ids.size === 0) return;
    const selection: Selection = selecting.isMatching
      ? { kind: 'matching', where: kept.where }
      : { kind: 'these', rows: rows.filter(({ id }) => selecting.has(id)) };
    setAsked({ deed, selection });
  };
  return (
    <section className="conversations" aria-label={say('conversations')}>
      <FilterBar
        board={board}
        kept={kept}
        languages={rows.map(({ locale }) => locale.split('-')[0] ?? locale)}
      />
      {!found.isPending && rows.length === 0 ? (
        <p className="empty quiet">{say(kept.isNarrowed ? 'noneFound' : 'noneAtAll')}</p>
      ) : (
        <RowGrid
          rows={rows}
          found={found}
          selecting={selecting}
          maySelect={mayAct}
          nameOf={(id) => (id === me.id ? me.name : (names.get(id) ?? id))}
          queues={board?.queues ?? []}
          onOpen={(id) => void go(`/${id}`)}
          onAsk={ask}
        />
      )}
      {mayAct && rows.length > 0 && (
        <BulkBar selecting={selecting} hasMore={found.hasNextPage} shown={rows} onAsk={ask} />
      )}
      {asked !== undefined && (
        <DeedDialog
          {...asked}
          board={board}
          onClose={(isDone) => {
            setAsked(undefined);
            if (isDone) selecting.none();
          }}
        />
      )}
    </section>
  );
}
