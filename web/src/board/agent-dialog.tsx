import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Stack,
  TagsInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';

import { api } from '../api/desk-api.ts';
import { keys } from '../desk/queries.ts';
import { tellFailure } from '../desk/tell-failure.ts';
import { useSay } from '../desk/words.tsx';
import type { BoardAgent, BoardQueue } from './board-types.ts';
import { useBoardWords } from './words.ts';

/** Sends an agent away, and says where they work, what they know, and how much they can have. */
export function AgentDialog(props: {
  readonly agent: BoardAgent;
  readonly queues: readonly BoardQueue[];
  readonly onClose: () => void;
}) {
  const say = useBoardWords();
  const deskSay = useSay();
  const client = useQueryClient();
  const { onClose } = props;
  // As it was when the dialog was opened: what comes meanwhile does not move what is being typed.
  const [agent] = useState(props.agent);
  const [isAll, setAll] = useState(!agent.is_assigned);
  const [queues, setQueues] = useState<string[]>(agent.queues.filter((one) => one !== '*'));
  const [skills, setSkills] = useState<string[]>([...agent.skills]);
  const [languages, setLanguages] = useState<string[]>([...agent.languages]);
  const [capacity, setCapacity] = useState<number | ''>(agent.capacity ?? '');
  const [isBusy, setBusy] = useState(false);

  const send = (body: object): void => {
    setBusy(true);
    api
      .write('PATCH', `/board/agents/${encodeURIComponent(agent.id)}`, body)
      .then(() => {
        notifications.show({ color: 'teal', message: say('saved'), withCloseButton: false });
        void client.invalidateQueries({ queryKey: keys.queues });
        void client.invalidateQueries({ queryKey: keys.agents });
        void client.invalidateQueries({ queryKey: keys.presence });
        onClose();
      }, tellFailure(deskSay))
      .finally(() => {
        setBusy(false);
      });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    send({
      ...(isAll ? (agent.is_assigned ? { all_queues: true } : {}) : { queues }),
      ...{ skills, languages },
      ...(capacity === '' ? { capacity_of_queues: true } : { capacity }),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('changeOf', { name: agent.name })}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {agent.presence !== 'offline' && (
            <Stack gap={4}>
              {agent.presence === 'online' && (
                <SendOff
                  say={say('sendAway')}
                  why={say('sendAwaySays')}
                  isBusy={isBusy}
                  onClick={() => {
                    send({ presence: 'away' });
                  }}
                />
              )}
              <SendOff
                say={say('signOff')}
                why={say('signOffSays')}
                isBusy={isBusy}
                onClick={() => {
                  send({ presence: 'offline' });
                }}
              />
            </Stack>
          )}
          <Checkbox
            label={say('worksInAll')}
            checked={isAll}
            onChange={(event) => {
              setAll(event.currentTarget.checked);
            }}
          />
          {!isAll && (
            <MultiSelect
              label={say('worksIn')}
              value={queues}
              onChange={setQueues}
              data={props.queues.map(({ name, title }) => ({ value: name, label: title }))}
            />
          )}
          <TagsInput
            label={say('skills')}
            placeholder={say('addOne')}
            value={skills}
            onChange={setSkills}
            maxTags={50}
          />
          <TagsInput
            label={say('languages')}
            placeholder={say('addOne')}
            value={languages}
            onChange={setLanguages}
            maxTags={50}
          />
          <NumberInput
            label={say('ownCapacity')}
            min={0}
            max={100}
            allowDecimal={false}
            hideControls
            value={capacity}
            onChange={(value) => {
              setCapacity(typeof value === 'number' ? value : '');
            }}
          />
          <Group justify="flex-end">
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

function SendOff(props: {
  readonly say: string;
  readonly why: string;
  readonly isBusy: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Group gap="sm" wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        flex="none"
        disabled={props.isBusy}
        onClick={props.onClick}
      >
        {props.say}
      </Button>
      <span className="quiet board-small">{props.why}</span>
    </Group>
  );
}
