import type { DeskRow } from '../api/desk-types.ts';
import { useMe, useNameOf } from './me.ts';
import { span, useNow } from './times.ts';
import { useSay } from './words.tsx';

const SOON_MS = 60_000;

/** A conversation in a list: who, what they said last, how long they wait. */
export function RowView(props: {
  readonly row: DeskRow;
  readonly isOpen: boolean;
  readonly onOpen: (id: string) => void;
}) {
  const say = useSay();
  const me = useMe();
  const nameOf = useNameOf();
  const now = useNow(5_000);
  const { row } = props;
  const since = Date.parse(row.unanswered_since ?? row.since);
  const name = row.glimpse?.name ?? row.recipient;
  const isAsked = row.offered_to === me.id;
  return (
    <button
      type="button"
      className="row"
      data-state={row.state}
      aria-current={props.isOpen ? 'true' : undefined}
      onClick={() => {
        props.onOpen(row.id);
      }}
    >
      <span className="row-line">
        <span className="row-name">{name}</span>
        {row.priority === 'high' && <span className="flag">!</span>}
        <span className="spring" />
        <Promise row={row} now={now} />
        <span className="quiet row-time">{span(now - since)}</span>
      </span>
      <span className="row-line">
        <span className="row-text">{row.glimpse?.text ?? row.reason}</span>
        {row.unread > 0 && <span className="unread">{row.unread}</span>}
      </span>
      <span className="row-line quiet row-small">
        <span>{row.queue}</span>
        <span>·</span>
        <span className="row-text">
          {isAsked
            ? say('offered')
            : row.offered_to !== null
              ? say('offeredTo', { name: nameOf(row.offered_to) })
              : row.agent !== null
                ? nameOf(row.agent)
                : row.reason}
        </span>
      </span>
    </button>
  );
}

/** How a promise stands, where it is broken or about to be. */
function Promise({ row, now }: { readonly row: DeskRow; readonly now: number }) {
  const say = useSay();
  if (row.sla_due_at === null) {
    return row.breached.length > 0 ? <span className="late">!</span> : null;
  }
  const leftMs = Date.parse(row.sla_due_at) - now;
  if (leftMs > 5 * SOON_MS) return null;
  return (
    <span className={leftMs < SOON_MS ? 'late' : 'soon'}>
      {leftMs < 0 ? say('late', { time: span(-leftMs) }) : say('left', { time: span(leftMs) })}
    </span>
  );
}
