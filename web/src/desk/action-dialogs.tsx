import { Button, Checkbox, Group, Modal, Radio, Select, Stack, Textarea } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useState } from 'react';

import type { DeskRow } from '../api/desk-types.ts';
import type { Act, Dialog } from './action-bar.tsx';
import { useMe } from './me.ts';
import { useAgents, useCard, useQueues } from './queries.ts';
import { useSay } from './words.tsx';

interface Props {
  readonly dialog: Dialog | undefined;
  readonly row: DeskRow | undefined;
  readonly act: Act;
  readonly onClose: () => void;
}

/** What needs a word more than a press. */
export function ActionDialogs({ dialog, row, act, onClose }: Props) {
  const done = async (verb: string, body: object): Promise<void> => {
    if (await act(verb, body)) onClose();
  };
  if (dialog === 'transfer') return <Transfer row={row} done={done} onClose={onClose} />;
  if (dialog === 'return') return <HandBack row={row} done={done} onClose={onClose} />;
  if (dialog === 'close') return <Close done={done} onClose={onClose} />;
  return null;
}

interface Own {
  readonly row?: DeskRow | undefined;
  readonly done: (verb: string, body: object) => Promise<void>;
  readonly onClose: () => void;
}

function Frame(props: {
  readonly title: string;
  readonly button: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly onSubmit: () => Promise<void>;
}) {
  const say = useSay();
  const [isBusy, setBusy] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setBusy(true);
    void props.onSubmit().finally(() => {
      setBusy(false);
    });
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <form onSubmit={submit}>
        <Stack>
          {props.children}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={isBusy}>
              {props.button}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Transfer({ row, done, onClose }: Own) {
  const say = useSay();
  const me = useMe();
  const queues = useQueues().data?.items ?? [];
  const agents = useAgents().data?.items.filter(({ id }) => id !== me.id) ?? [];
  const [queue, setQueue] = useState<string | null>(row?.queue ?? null);
  const [agent, setAgent] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [isHigh, setHigh] = useState(row?.priority === 'high');
  return (
    <Frame
      title={say('transfer')}
      button={say('transfer')}
      onClose={onClose}
      onSubmit={() =>
        done('transfer', { queue, agent, note, priority: isHigh ? 'high' : 'normal' })
      }
    >
      <Select
        data-autofocus
        label={say('toQueue')}
        allowDeselect={false}
        data={queues.map(({ name, title }) => ({ value: name, label: title }))}
        value={queue}
        onChange={setQueue}
      />
      <Select
        label={say('toAgent')}
        placeholder={say('nobodyElse')}
        clearable
        data={agents.map(({ id, name, presence, load }) => ({
          value: id,
          label: `${name} · ${say(presence)} · ${String(load)}`,
          disabled: presence !== 'online',
        }))}
        value={agent}
        onChange={setAgent}
      />
      <Textarea
        label={say('noteForNext')}
        autosize
        minRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => {
          setNote(event.currentTarget.value);
        }}
      />
      <Checkbox
        label={say('highPriority')}
        checked={isHigh}
        onChange={(event) => {
          setHigh(event.currentTarget.checked);
        }}
      />
    </Frame>
  );
}

function HandBack({ row, done, onClose }: Own) {
  const say = useSay();
  const [to, setTo] = useState('menu');
  const [step, setStep] = useState('');
  const { data: card } = useCard(row?.id, row?.since);
  const steps = card?.choices.filter((choice) => choice.to === 'step') ?? [];
  const says = (where: string, otherwise: string): string => {
    const choice = card?.choices.find((one) => one.to === where);
    return choice === undefined || choice.preview.length === 0
      ? otherwise
      : `“${choice.preview.join(' / ')}”`;
  };
  return (
    <Frame
      title={say('handBack')}
      button={say('handBack')}
      onClose={onClose}
      onSubmit={() => done('hand-back', { to, ...(to === 'step' && { step }) })}
    >
      <Radio.Group value={to} onChange={setTo} aria-label={say('handBack')}>
        <Stack gap="sm">
          <Radio
            data-autofocus
            value="menu"
            label={say('backMenu')}
            description={says('menu', say('backMenuSays'))}
          />
          <Radio
            value="question"
            label={say('backQuestion')}
            description={says('question', say('backQuestionSays', { step: row?.step ?? '…' }))}
          />
          <Radio value="rest" label={say('backRest')} description={say('backRestSays')} />
          <Radio
            value="step"
            disabled={steps.length === 0}
            label={say('backStep')}
            description={say('backStepSays')}
          />
        </Stack>
      </Radio.Group>
      {to === 'step' && (
        <Select
          aria-label={say('backStep')}
          required
          searchable
          value={step}
          onChange={(chosen) => {
            setStep(chosen ?? '');
          }}
          data={steps.map(({ step: name, preview }) => ({
            value: name ?? '',
            label: `${name ?? ''} · ${preview.join(' / ')}`,
          }))}
        />
      )}
    </Frame>
  );
}

const CODES = ['solved', 'informed', 'not-ours', 'spam', 'no-answer'] as const;

function Close({ done, onClose }: Own) {
  const say = useSay();
  const [code, setCode] = useState('solved');
  const [isQuiet, setQuiet] = useState(false);
  return (
    <Frame
      title={say('close')}
      button={say('close')}
      onClose={onClose}
      onSubmit={() => done('close', { code, quietly: isQuiet })}
    >
      <Radio.Group label={say('closeCode')} value={code} onChange={setCode}>
        <Stack gap="xs" mt="xs">
          {CODES.map((one, place) => (
            <Radio
              key={one}
              value={one}
              label={say(`code_${one}`)}
              {...(place === 0 && { 'data-autofocus': true })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={say('closeQuietly')}
        checked={isQuiet}
        onChange={(event) => {
          setQuiet(event.currentTarget.checked);
        }}
      />
    </Frame>
  );
}
