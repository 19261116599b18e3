import { Checkbox } from '@mantine/core';

import type { DeskRow } from '../api/desk-types.ts';
import { span, useNow } from '../desk/times.ts';
import { useSay } from '../desk/words.tsx';
import { useBoardWords } from './words.ts';

const SOON_MS = 10 * 60_000;

/** One conversation: whose turn it is, how long they wait, and what was promised. */
export function GridRow(props: {
  readonly row: DeskRow;
  readonly index: number;
  readonly start: number;
  readonly height: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly maySelect: boolean;
  readonly queue: string;
  readonly nameOf: (id: string) => string;
  readonly onChoose: (index: number, isRange: boolean) => void;
  readonly onOpen: (id: string) => void;
}) {
  const say = useBoardWords();
  const now = useNow(5_000);
  const { row, index } = props;
  const name = row.glimpse?.name ?? row.recipient;
  const since = waitsSince(row);
  return (
    <div
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.maySelect ? props.isSelected : undefined}
      data-index={index}
      tabIndex={props.isActive ? 0 : -1}
      style={{ transform: `translateY(${String(props.start)}px)`, height: props.height }}
      onClick={(event) => {
        props.onChoose(index, event.shiftKey);
      }}
    >
      <span role="gridcell" className="cell-check">
        {props.maySelect && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={say('select', { name })}
            checked={props.isSelected}
            onChange={() => undefined}
          />
        )}
      </span>
      <span role="gridcell" className="cell-name">
        <button
          type="button"
          className="plain"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            props.onOpen(row.id);
          }}
        >
          {name}
        </button>
        {row.priority === 'high' && <span className="flag">!</span>}{' '}
        <span className="quiet">{row.glimpse?.text ?? row.reason}</span>
      </span>
      <span role="gridcell" className="cell-queue">
        {props.queue}
      </span>
      <span role="gridcell" className="cell-state">
        {stateOf(row, props.nameOf, say)}
      </span>
      <span role="gridcell" className="cell-waits">
        {since === null ? '–' : span(now - Date.parse(since))}
      </span>
      <span role="gridcell" className="cell-promise">
        <Promised row={row} now={now} />
      </span>
      <span role="gridcell" className="cell-locale">
        {row.locale}
      </span>
    </div>
  );
}

/** Since when the customer waits: for somebody to come, or for an answer. */
function waitsSince({ state, since, unanswered_since: unanswered }: DeskRow): string | null {
  return state === 'held' || state === 'wrapping' ? unanswered : since;
}

function stateOf(
  { state, agent, offered_to: offered }: DeskRow,
  nameOf: (id: string) => string,
  say: ReturnType<typeof useBoardWords>,
): string {
  if (agent !== null) {
    return state === 'wrapping' ? `${nameOf(agent)} · ${say('state_wrapping')}` : nameOf(agent);
  }
  if (offered !== null) return say('offeredTo', { name: nameOf(offered) });
  return say(`state_${state}`);
}

function Promised({ row, now }: { readonly row: DeskRow; readonly now: number }) {
  const deskSay = useSay();
  const due = row.sla_due_at === null ? undefined : Date.parse(row.sla_due_at) - now;
  if (row.breached.length > 0 || (due !== undefined && due < 0)) {
    const time = span(due === undefined ? 0 : Math.abs(due));
    const words = due !== undefined && due < 0 ? deskSay('late', { time }) : '!';
    return (
      <span className="late" title={row.breached.join(', ')}>
        {words}
      </span>
    );
  }
  if (due === undefined) return <span className="quiet">–</span>;
  return (
    <span className={due < SOON_MS ? 'soon' : 'quiet'}>{deskSay('left', { time: span(due) })}</span>
  );
}
