import { Button, Group, Modal, Progress, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useRef, useState } from 'react';

import { keys } from '../desk/queries.ts';
import { tellFailure } from '../desk/tell-failure.ts';
import { useSay } from '../desk/words.tsx';
import { useCount } from './board-queries.ts';
import type { Board, Count, Outcome } from './board-types.ts';
import { DeedFields } from './deed-fields.tsx';
import { DeedOutcome } from './deed-outcome.tsx';
import { countOf, type DeedName, type DeedWords, noticesOf, run, type Selection } from './deeds.ts';
import { useBoardWords } from './words.ts';

const TITLES = {
  take: 'take',
  assign: 'assign',
  'pull-back': 'pullBack',
  'hand-back': 'handBack',
  close: 'close',
} as const;
const BEGUN: DeedWords = {
  ...{ queue: null, agent: null, note: '', to: 'menu', code: 'solved', quietly: false },
};

/** Says how many are meant and what customers will notice; then does it, and says what came of each. */
export function DeedDialog(props: {
  readonly deed: DeedName;
  readonly selection: Selection;
  readonly board: Board | undefined;
  readonly onClose: (isDone: boolean) => void;
}) {
  const say = useBoardWords();
  const deskSay = useSay();
  const client = useQueryClient();
  const { deed, selection } = props;
  const [words, setWords] = useState(BEGUN);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();
  const [isBusy, setBusy] = useState(false);
  const stopped = useRef(false);
  const [openedMs] = useState(() => Date.now());
  const counted = useCount(selection.kind === 'matching' ? selection.where : undefined).data;
  const count = selection.kind === 'these' ? countOf(selection.rows, openedMs) : counted;
  const isReady =
    count !== undefined &&
    count.conversations > 0 &&
    (deed !== 'assign' || words.queue !== null || words.agent !== null);

  const begin = async (meant: Count): Promise<void> => {
    setBusy(true);
    setOutcomes([]);
    const onPiece = (more: readonly Outcome[]): boolean => {
      setOutcomes((before) => [...(before ?? []), ...more]);
      return !stopped.current;
    };
    try {
      await run({ deed, words, selection, count: meant, onPiece });
    } catch (why) {
      tellFailure(deskSay)(why);
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: keys.rows });
    void client.invalidateQueries({ queryKey: keys.queues });
    void client.invalidateQueries({ queryKey: keys.presence });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (isReady) void begin(count);
  };
  const n = String(count?.conversations ?? 0);
  return (
    <Modal
      opened
      onClose={() => {
        if (!isBusy) props.onClose(outcomes !== undefined);
      }}
      title={say(TITLES[deed])}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      {outcomes === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <p role="status" className="found">
              {count === undefined ? say('counting') : foundWords(count, say)}
            </p>
            <DeedFields deed={deed} words={words} board={props.board} onChange={setWords} />
            {count !== undefined && (
              <ul className="notices">
                {noticesOf(deed, words, count, say).map((notice) => (
                  <li key={notice}>{notice}</li>
                ))}
              </ul>
            )}
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  props.onClose(false);
                }}
              >
                {say('cancel')}
              </Button>
              <Button type="submit" disabled={!isReady} data-autofocus>
                {say(`go_${deed}`, { n })}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Stack gap="sm">
          {isBusy && (
            <>
              <Progress
                aria-label={say('progress', { done: String(outcomes.length), n })}
                value={(100 * outcomes.length) / Math.max(1, count?.conversations ?? 1)}
              />
              <p role="status">{say('progress', { done: String(outcomes.length), n })}</p>
            </>
          )}
          {!isBusy && <DeedOutcome outcomes={outcomes} wasStopped={stopped.current} />}
          <Group justify="flex-end">
            {isBusy ? (
              <Button
                variant="default"
                onClick={() => {
                  stopped.current = true;
                }}
              >
                {say('stop')}
              </Button>
            ) : (
              <Button
                onClick={() => {
                  props.onClose(true);
                }}
              >
                {say('finish')}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function foundWords(count: Count, say: ReturnType<typeof useBoardWords>): string {
  const { conversations, waiting, offered, held, agents } = count;
  if (conversations === 0) return say('foundNone');
  const numbers = { n: conversations, waiting, offered, held, agents };
  const values = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, String(value)]),
  );
  return say(conversations === 1 ? 'foundOne' : 'found', values);
}
