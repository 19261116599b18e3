import { Button, Switch } from '@mantine/core';
import { useState } from 'react';

import { useMe } from '../desk/me.ts';
import { span, useNow } from '../desk/times.ts';
import { AgentDialog } from './agent-dialog.tsx';
import type { BoardAgent, BoardQueue } from './board-types.ts';
import type { KeptWhere } from './use-where.ts';
import { type SayBoard, useBoardWords } from './words.ts';

interface Props {
  readonly agents: readonly BoardAgent[] | undefined;
  readonly queues: readonly BoardQueue[];
  readonly at: string | undefined;
  readonly kept: KeptWhere;
}

/** Who is there, what they have, and what they can do. */
export function AgentTable({ agents, queues, at, kept }: Props) {
  const say = useBoardWords();
  const [isEveryone, setEveryone] = useState(false);
  const [changed, setChanged] = useState<string>();
  if (agents?.length === 0) return <p className="empty quiet">{say('noAgents')}</p>;

  const isHere = ({ presence, held, offered }: BoardAgent): boolean =>
    presence !== 'offline' || held + offered > 0;
  const shown = (agents ?? []).filter((agent) => isEveryone || isHere(agent));
  const one = agents?.find(({ id }) => id === changed);
  return (
    <section aria-label={say('agents')}>
      <Switch
        className="board-switch"
        size="sm"
        label={say('everyone')}
        checked={isEveryone}
        onChange={(event) => {
          setEveryone(event.currentTarget.checked);
        }}
      />
      {shown.length === 0 && agents !== undefined ? (
        <p className="empty quiet">{say('noneThere')}</p>
      ) : (
        <div className="board-scroll" tabIndex={0}>
          <table className="board-table">
            <thead>
              <tr>
                <th scope="col">{say('agent')}</th>
                <th scope="col">{say('presence')}</th>
                <th scope="col">{say('load')}</th>
                <th scope="col">{say('unanswered')}</th>
                <th scope="col" className="wide-cell">
                  {say('seen')}
                </th>
                <th scope="col" className="wide-cell">
                  {say('queues')}
                </th>
                <th scope="col" className="wide-cell">
                  {say('knows')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{say('change')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((agent) => (
                <AgentRow
                  key={agent.id}
                  agent={agent}
                  queues={queues}
                  at={at}
                  kept={kept}
                  onChange={setChanged}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {one !== undefined && (
        <AgentDialog
          agent={one}
          queues={queues}
          onClose={() => {
            setChanged(undefined);
          }}
        />
      )}
    </section>
  );
}

function AgentRow(props: {
  readonly agent: BoardAgent;
  readonly queues: readonly BoardQueue[];
  readonly at: string | undefined;
  readonly kept: KeptWhere;
  readonly onChange: (id: string) => void;
}) {
  const say = useBoardWords();
  const me = useMe();
  const now = useNow(5_000);
  const { agent, kept } = props;
  const load = agent.held + agent.offered;
  const isLost = agent.presence === 'online' && !agent.is_there;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          className="plain"
          onClick={() => {
            kept.change({ agent: agent.id, queue: undefined, state: undefined, show: undefined });
          }}
        >
          {agent.name}
        </button>
      </th>
      <td>
        <span className="dot" data-presence={isLost ? 'offline' : agent.presence} />{' '}
        {say(isLost ? 'lost' : agent.presence)}
      </td>
      <td>
        <span className="load" data-full={load >= agent.places}>
          <meter aria-label={say('load')} min={0} max={Math.max(1, agent.places)} value={load} />{' '}
          {load} / {agent.places}
        </span>
      </td>
      <td>
        {agent.unanswered === 0
          ? '–'
          : `${String(agent.unanswered)} · ${span(now - Date.parse(agent.unanswered_since ?? ''))}`}
      </td>
      <td className="wide-cell">{seen(agent, now, say)}</td>
      <td className="wide-cell">{queuesOf(agent, props.queues, say)}</td>
      <td className="wide-cell">{[...agent.skills, ...agent.languages].join(', ') || '–'}</td>
      <td className="end-cell">
        {me.permissions.includes('agents.change') && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={say('changeOf', { name: agent.name })}
            onClick={() => {
              props.onChange(agent.id);
            }}
          >
            {say('change')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function seen({ seen_at: at, is_there: isThere }: BoardAgent, now: number, say: SayBoard): string {
  return isThere ? say('justNow') : say('ago', { time: span(now - Date.parse(at)) });
}

function queuesOf(agent: BoardAgent, queues: readonly BoardQueue[], say: SayBoard): string {
  if (agent.queues.includes('*')) return say('allQueues');
  const titles = new Map(queues.map(({ name, title }) => [name, title]));
  return agent.queues.map((name) => titles.get(name) ?? name).join(', ') || '–';
}
