import { Button, Group, Modal, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';

import { api } from '../api/desk-api.ts';
import { keys } from '../desk/queries.ts';
import { tellFailure } from '../desk/tell-failure.ts';
import { useSay } from '../desk/words.tsx';
import type { BoardQueue, Override } from './board-types.ts';
import { useBoardWords } from './words.ts';

type Opening = 'hours' | 'open' | 'closed';
const NUMBERS = [
  ['offer_seconds', 'offerSeconds', 5, 3_600],
  ['capacity', 'capacity', 1, 100],
  ['priority', 'priority', 0, 9],
] as const;
const PROMISES = [
  ['first_answer', 'slaFirst'],
  ['next_answer', 'slaNext'],
  ['resolve', 'slaResolve'],
] as const;

/** Changes a queue while Parley runs; what is left empty is as the bot has it. */
export function QueueDialog(props: { readonly queue: BoardQueue; readonly onClose: () => void }) {
  const say = useBoardWords();
  const deskSay = useSay();
  const client = useQueryClient();
  const { onClose } = props;
  // As it was when the dialog was opened: what comes meanwhile does not move what is being typed.
  const [queue] = useState(props.queue);
  const [opening, setOpening] = useState<Opening>(openingOf(queue.override));
  const [offer, setOffer] = useState<string | null>(queue.override?.offer ?? null);
  const [numbers, setNumbers] = useState<Readonly<Record<string, number | ''>>>(
    numbersOf(queue.override),
  );
  const [isBusy, setBusy] = useState(false);
  const path = `/board/queues/${encodeURIComponent(queue.name)}`;

  const send = (work: () => Promise<unknown>): void => {
    setBusy(true);
    work()
      .then(() => {
        notifications.show({ color: 'teal', message: say('saved'), withCloseButton: false });
        void client.invalidateQueries({ queryKey: keys.queues });
        onClose();
      }, tellFailure(deskSay))
      .finally(() => {
        setBusy(false);
      });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    send(() => api.write('PUT', path, bodyOf(opening, offer, numbers)));
  };
  const field = (name: string, label: string, min: number, max: number, bots: number | null) => (
    <NumberInput
      key={name}
      label={label}
      min={min}
      max={max}
      allowDecimal={false}
      hideControls
      placeholder={bots === null ? '' : say('asBot', { value: String(bots) })}
      value={numbers[name] ?? ''}
      onChange={(value) => {
        setNumbers({ ...numbers, [name]: typeof value === 'number' ? value : '' });
      }}
    />
  );
  const own = (name: keyof BoardQueue['sla']): number | null =>
    isSet(queue.override?.sla[name]) ? null : queue.sla[name];
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('changeOf', { name: queue.title })}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <SegmentedControl
            aria-label={say('openBy')}
            fullWidth
            value={opening}
            onChange={setOpening}
            data={[
              { value: 'hours' as const, label: say('openByHours') },
              { value: 'open' as const, label: say('openAlways') },
              { value: 'closed' as const, label: say('openNever') },
            ]}
          />
          {opening === 'closed' && <p className="notice">{say('closedNotice')}</p>}
          <Select
            label={say('offerMode')}
            clearable
            clearButtonProps={{ 'aria-label': say('clear') }}
            placeholder={
              !isSet(queue.override?.offer)
                ? say('asBot', { value: say(`offer_${queue.offer}`) })
                : ''
            }
            value={offer}
            onChange={setOffer}
            data={(['push', 'pull'] as const).map((value) => ({
              value,
              label: say(`offer_${value}`),
            }))}
          />
          {NUMBERS.map(([name, word, min, max]) =>
            field(
              ...([name, say(word), min, max] as const),
              isSet(queue.override?.[name]) ? null : queue[name],
            ),
          )}
          {PROMISES.map(([name, word]) => field(name, say(word), 1, 43_200, own(name)))}
          <Group justify="flex-end">
            {queue.override !== null && (
              <Button
                variant="subtle"
                loading={isBusy}
                onClick={() => {
                  send(() => api.write('DELETE', path));
                }}
              >
                {say('takeBack')}
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {say('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Whether a lead has said something about it. */
function isSet<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function openingOf(override: Override | null): Opening {
  const closed = override?.closed;
  if (!isSet(closed)) return 'hours';
  return closed ? 'closed' : 'open';
}

function numbersOf(override: Override | null): Readonly<Record<string, number | ''>> {
  const { sla, offer_seconds, capacity, priority } = override ?? {};
  const all = { ...sla, offer_seconds, capacity, priority };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value ?? '']));
}

function bodyOf(
  opening: Opening,
  offer: string | null,
  numbers: Readonly<Record<string, number | ''>>,
): object {
  const given = (names: readonly string[]): object =>
    Object.fromEntries(
      names.flatMap((name) => (typeof numbers[name] === 'number' ? [[name, numbers[name]]] : [])),
    );
  const sla = given(PROMISES.map(([name]) => name));
  return {
    ...(opening !== 'hours' && { closed: opening === 'closed' }),
    ...(offer !== null && { offer }),
    ...given(NUMBERS.map(([name]) => name)),
    ...(Object.keys(sla).length > 0 && { sla }),
  };
}
