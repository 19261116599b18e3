import { Button, NativeSelect, TextInput } from '@mantine/core';

import { useAgents, useQueues } from '../desk/queries.ts';
import { dayBefore, NARROWING } from './filters.ts';
import { isReportWord } from './is-report-word.ts';
import type { KeptFilters } from './use-filters.ts';
import { useReportWords } from './words.ts';

const PRESETS = [7, 30, 90];

/** Days, time zone and whose; what a row of a table narrowed the report to can be taken away. */
export function FilterBar({ filters, change }: KeptFilters) {
  const say = useReportWords();
  const queues = useQueues().data?.items ?? [];
  const agents = useAgents().data?.items ?? [];
  const { from, until, tz, view, narrow } = filters;
  const zones = [...new Set([tz, Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC'])];
  const chips = NARROWING.filter(
    (name) => name !== 'queue' && name !== 'agent' && narrow[name] !== undefined,
  );
  return (
    <section className="bar" aria-label={say('filters')}>
      <TextInput
        type="date"
        label={say('from')}
        value={from}
        max={until}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') change({ from: value, until: value > until ? value : until });
        }}
      />
      <TextInput
        type="date"
        label={say('until')}
        value={until}
        onChange={({ currentTarget: { value } }) => {
          if (value !== '') change({ until: value, from: value < from ? value : from });
        }}
      />
      <Button.Group>
        {PRESETS.map((days) => (
          <Button
            key={days}
            variant="default"
            aria-label={say('lastDays', { n: String(days) })}
            title={say('lastDays', { n: String(days) })}
            onClick={() => {
              const now = new Date();
              change({ from: dayBefore(days - 1, now), until: dayBefore(0, now) });
            }}
          >
            {days}
          </Button>
        ))}
      </Button.Group>
      <NativeSelect
        label={say('zone')}
        value={tz}
        data={zones}
        onChange={({ currentTarget: { value } }) => {
          change({ tz: value });
        }}
      />
      {view === 'handoffs' && (
        <>
          <NativeSelect
            label={say('queue')}
            value={narrow.queue ?? ''}
            data={withKept(
              [
                { value: '', label: say('everyQueue') },
                ...queues.map(({ name, title }) => ({ value: name, label: title })),
              ],
              narrow.queue,
            )}
            onChange={({ currentTarget: { value } }) => {
              change({ queue: value === '' ? undefined : value });
            }}
          />
          <NativeSelect
            label={say('agent')}
            value={narrow.agent ?? EVERYBODY}
            data={withKept(
              [
                { value: EVERYBODY, label: say('everyAgent') },
                { value: '', label: say('nobody') },
                ...agents.map(({ id, name }) => ({ value: id, label: name })),
              ],
              narrow.agent,
            )}
            onChange={({ currentTarget: { value } }) => {
              change({ agent: value === EVERYBODY ? undefined : value });
            }}
          />
        </>
      )}
      {chips.map((name) => {
        const word = `by_${name}`;
        const what = `${isReportWord(word) ? say(word) : name}: ${narrow[name] ?? ''}`;
        return (
          <Button
            key={name}
            variant="light"
            aria-label={say('drop', { what })}
            onClick={() => {
              change({ [name]: undefined });
            }}
          >
            {what} ×
          </Button>
        );
      })}
    </section>
  );
}

const EVERYBODY = '*';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** What the address names stays chosen, though no list knows it any more. */
function withKept(options: readonly Option[], value: string | undefined): Option[] {
  const isKnown = value === undefined || options.some((option) => option.value === value);
  return isKnown ? [...options] : [...options, { value, label: value }];
}
