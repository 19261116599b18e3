import { Checkbox, Radio, Select, Stack, Textarea } from '@mantine/core';

import type { Board } from './board-types.ts';
import type { DeedName, DeedWords } from './deeds.ts';
import { useBoardWords } from './words.ts';

const CODES = ['solved', 'informed', 'not-ours', 'spam', 'no-answer'] as const;
const BACK = [
  ['menu', 'backMenu'],
  ['question', 'backQuestion'],
  ['rest', 'backRest'],
] as const;

/** What a deed needs to know beside whom it is done to. */
export function DeedFields(props: {
  readonly deed: DeedName;
  readonly words: DeedWords;
  readonly board: Board | undefined;
  readonly onChange: (words: DeedWords) => void;
}) {
  const say = useBoardWords();
  const { deed, words, board, onChange } = props;
  if (deed === 'assign') {
    return (
      <>
        <Select
          label={say('toQueue')}
          placeholder={say('sameQueue')}
          clearable
          clearButtonProps={{ 'aria-label': say('sameQueue') }}
          data={(board?.queues ?? []).map(({ name, title }) => ({ value: name, label: title }))}
          value={words.queue}
          onChange={(queue) => {
            onChange({ ...words, queue });
          }}
        />
        <Select
          label={say('toAgent')}
          placeholder={say('nobodyElse')}
          clearable
          clearButtonProps={{ 'aria-label': say('nobodyElse') }}
          searchable
          data={(board?.agents ?? []).map((agent) => ({
            value: agent.id,
            label: `${agent.name} · ${say(agent.presence)} · ${String(agent.held + agent.offered)} / ${String(agent.places)}`,
            disabled: !agent.is_there,
          }))}
          value={words.agent}
          onChange={(agent) => {
            onChange({ ...words, agent });
          }}
        />
        <Textarea
          label={say('note')}
          autosize
          minRows={2}
          maxLength={2000}
          value={words.note}
          onChange={(event) => {
            onChange({ ...words, note: event.currentTarget.value });
          }}
        />
      </>
    );
  }
  if (deed === 'hand-back') {
    return (
      <Radio.Group
        aria-label={say('handBack')}
        value={words.to}
        onChange={(to) => {
          onChange({ ...words, to });
        }}
      >
        <Stack gap="xs">
          {BACK.map(([value, word]) => (
            <Radio key={value} value={value} label={say(word)} />
          ))}
        </Stack>
      </Radio.Group>
    );
  }
  if (deed !== 'close') return null;
  return (
    <>
      <Radio.Group
        label={say('closeCode')}
        value={words.code}
        onChange={(code) => {
          onChange({ ...words, code });
        }}
      >
        <Stack gap="xs" mt="xs">
          {CODES.map((one) => (
            <Radio key={one} value={one} label={say(`code_${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Checkbox
        label={say('closeQuietly')}
        checked={words.quietly}
        onChange={(event) => {
          onChange({ ...words, quietly: event.currentTarget.checked });
        }}
      />
    </>
  );
}
