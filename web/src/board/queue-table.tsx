import { Button } from '@mantine/core';
import { useState } from 'react';

import { useMe } from '../desk/me.ts';
import { span, useNow } from '../desk/times.ts';
import type { BoardQueue } from './board-types.ts';
import { QueueDialog } from './queue-dialog.tsx';
import type { KeptWhere } from './use-where.ts';
import { useBoardWords } from './words.ts';

interface Props {
  readonly queues: readonly BoardQueue[] | undefined;
  readonly kept: KeptWhere;
}

/** Each queue as numbers; a number shows whom it counts. */
export function QueueTable({ queues, kept }: Props) {
  const say = useBoardWords();
  const [changed, setChanged] = useState<string>();
  if (queues?.length === 0) return <p className="empty quiet">{say('noQueues')}</p>;
  const shown = queues?.find(({ name }) => name === changed);
  return (
    <div className="board-scroll" tabIndex={0}>
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{say('queue')}</th>
            <th scope="col">{say('waiting')}</th>
            <th scope="col" className="wide-cell">
              {say('offered')}
            </th>
            <th scope="col" className="wide-cell">
              {say('held')}
            </th>
            <th scope="col">{say('oldest')}</th>
            <th scope="col" className="wide-cell" title={say('p50p90')}>
              {say('waitNow')}
            </th>
            <th scope="col" className="wide-cell" title={say('p50p90')}>
              {say('waitHour')}
            </th>
            <th scope="col">{say('promises')}</th>
            <th scope="col" className="wide-cell">
              {say('staff')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{say('change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {queues?.map((queue) => (
            <QueueRow key={queue.name} queue={queue} kept={kept} onChange={setChanged} />
          ))}
        </tbody>
      </table>
      {shown !== undefined && (
        <QueueDialog
          queue={shown}
          onClose={() => {
            setChanged(undefined);
          }}
        />
      )}
    </div>
  );
}

function QueueRow(props: {
  readonly queue: BoardQueue;
  readonly kept: KeptWhere;
  readonly onChange: (name: string) => void;
}) {
  const say = useBoardWords();
  const me = useMe();
  const now = useNow(5_000);
  const { queue, kept } = props;
  const { name, title, oldest_since: oldest, waits_now: waits, waited_lately: lately } = queue;
  const show = (more: Readonly<Record<string, string | undefined>>) => (): void => {
    kept.change({ queue: name, state: undefined, sla: undefined, show: undefined, ...more });
  };
  const unanswered = queue.unanswered > 0 ? ` (${String(queue.unanswered)})` : '';
  return (
    <tr data-here={kept.where.queue === name}>
      <th scope="row">
        <button type="button" className="plain" onClick={show({})}>
          {title}
        </button>{' '}
        <span className="tag" data-open={queue.is_open}>
          {say(queue.is_open ? 'isOpen' : 'isShut')}
        </span>
        {queue.override !== null && <OverrideLine queue={queue} now={now} />}
      </th>
      <Cell of={queue.waiting} onClick={show({ state: 'waiting' })} />
      <Cell of={queue.offered} isWide onClick={show({ state: 'offered' })} />
      <td className="wide-cell">
        <button
          type="button"
          className="plain"
          title={`${say('unanswered')}: ${String(queue.unanswered)}`}
          onClick={show({ state: 'held' })}
        >
          {queue.held}
          <span className="quiet">{unanswered}</span>
        </button>
      </td>
      <td>{oldest === null ? '–' : span(now - Date.parse(oldest))}</td>
      <td className="wide-cell">{waits === null ? '–' : pair(waits)}</td>
      <td className="wide-cell">
        {lately === null ? '–' : `${pair(lately)} · ${String(lately.count)}`}
      </td>
      <td>
        {queue.breached > 0 && (
          <button type="button" className="plain late" onClick={show({ sla: 'broken' })}>
            {say('broken', { n: String(queue.breached) })}
          </button>
        )}{' '}
        {queue.due_soon > 0 && (
          <button type="button" className="plain soon" onClick={show({ sla: 'at-risk' })}>
            {say('soon', { n: String(queue.due_soon) })}
          </button>
        )}
        {queue.breached + queue.due_soon === 0 && '–'}
      </td>
      <td className="wide-cell">
        {queue.agents_there}{' '}
        <span className="quiet">{say('free', { n: String(queue.free_places) })}</span>
      </td>
      <td className="end-cell">
        {me.permissions.includes('queues.change') && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={say('changeOf', { name: title })}
            onClick={() => {
              props.onChange(name);
            }}
          >
            {say('change')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Cell(props: {
  readonly of: number;
  readonly isWide?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <td className={props.isWide === true ? 'wide-cell' : undefined}>
      <button type="button" className="plain" onClick={props.onClick}>
        {props.of}
      </button>
    </td>
  );
}

function OverrideLine({ queue, now }: { readonly queue: BoardQueue; readonly now: number }) {
  const say = useBoardWords();
  if (queue.override === null) return null;
  const { by, by_name: name, at } = queue.override;
  const time = say('ago', { time: span(now - Date.parse(at)) });
  return (
    <span className="quiet board-small override">{say('byLead', { by: name ?? by, time })}</span>
  );
}

function pair({ p50_ms: half, p90_ms: most }: { p50_ms: number; p90_ms: number }): string {
  return `${span(half)} / ${span(most)}`;
}
