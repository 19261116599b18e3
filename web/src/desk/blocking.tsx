import { Button, Modal, Select, Stack, Textarea } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';

import type { Conversation } from '../api/desk-types.ts';
import type { Act } from './action-bar.tsx';
import { useMe, useNameOf } from './me.ts';
import type { Standing } from './standing.ts';
import { moment } from './times.ts';
import { useLocale, useSay } from './words.tsx';

const HOURS = { day: 24, week: 168, month: 720 } as const;
const FOREVER = 'forever';

interface Props {
  readonly conversation: Conversation | undefined;
  readonly standing: Standing;
  readonly act: Act;
}

/** Who is blocked, by whom and why; of who is not, the way to it for those who may. */
export function Blocking({ conversation, standing, act }: Props) {
  const say = useSay();
  const me = useMe();
  const nameOf = useNameOf();
  const locale = useLocale();
  const [isAsking, setAsking] = useState(false);
  const may = (permission: string): boolean => me.permissions.includes(permission);
  const blocked = conversation?.blocked ?? null;
  if (conversation === undefined) return null;

  if (blocked !== null) {
    const until =
      blocked.until === null
        ? say('blockedForGood')
        : say('blockedUntil', { time: moment(blocked.until, locale) });
    return (
      <section className="blocked-banner" role="status">
        <p>
          <b>{say('blockedBy', { by: nameOf(blocked.by) })}</b> {until}
        </p>
        <p>{blocked.reason}</p>
        {may('blocks.end') && (
          <Button size="compact-sm" variant="default" onClick={() => void act('unblock')}>
            {say('unblock')}
          </Button>
        )}
      </section>
    );
  }
  const mayBlock = may('conversations.block') && (standing.isMine || may('blocks.end'));
  if (!mayBlock) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        className="block-button"
        onClick={() => {
          setAsking(true);
        }}
      >
        {say('block')}
      </Button>
      <BlockDialog
        isOpen={isAsking}
        act={act}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}

function BlockDialog(props: {
  readonly isOpen: boolean;
  readonly act: Act;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [span, setSpan] = useState<keyof typeof HOURS | typeof FOREVER>('day');
  const block = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const forSoLong = span === FOREVER ? {} : { hours: HOURS[span] };
    if (await props.act('block', { reason: reason.trim(), ...forSoLong })) props.onClose();
  };
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={say('block')}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <form onSubmit={(event) => void block(event)}>
        <Stack>
          <p className="quiet">{say('blockHelp')}</p>
          <Textarea
            label={say('blockReason')}
            maxLength={500}
            required
            data-autofocus
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <Select
            label={say('blockFor')}
            allowDeselect={false}
            value={span}
            onChange={(value) => {
              setSpan(value ?? 'day');
            }}
            data={(['day', 'week', 'month', FOREVER] as const).map((value) => ({
              value,
              label: say(`block_${value}`),
            }))}
          />
          <Button type="submit" color="red" disabled={reason.trim() === ''}>
            {say('block')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
