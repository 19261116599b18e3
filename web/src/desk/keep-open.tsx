import { Button } from '@mantine/core';

import type { DeskRow } from '../api/desk-types.ts';
import type { Act } from './action-bar.tsx';
import type { Standing } from './standing.ts';
import { timeLeft, useNow } from './times.ts';
import { useKeys } from './use-keys.ts';
import { useSay } from './words.tsx';

/** From then on it is shown, and from then on it is told. */
const SOON_MS = 5 * 60_000;
const NOW_MS = 60_000;

/** When silence ends a conversation, once that is near, and how whoever has it keeps it. */
export function KeepOpen(props: {
  readonly row: DeskRow | undefined;
  readonly standing: Standing;
  readonly act: Act;
}) {
  const say = useSay();
  const now = useNow(1_000);
  const { row, standing, act } = props;
  const letsGoAt = row?.lets_go_at ?? null;
  // A wrap-up ends by itself as it should; what is kept is what silence would end.
  const mayKeep = standing.isMine && row?.state === 'held' && letsGoAt !== null;
  const keep = (): void => {
    if (mayKeep) void act('keep');
  };
  useKeys({ s: keep });

  const leftMs = letsGoAt === null ? Infinity : Date.parse(letsGoAt) - now;
  const isSoon = leftMs < SOON_MS;
  const isNow = leftMs < NOW_MS;
  return (
    <>
      {isSoon && (
        <section className="letting-go" data-now={isNow} aria-label={say('endsByItself')}>
          <span role="timer">
            {say(standing.isWrapping ? 'wrapUpEnds' : 'silenceEnds', { time: timeLeft(leftMs) })}
          </span>
          {mayKeep && (
            <Button size="compact-sm" variant="default" title={`${say('keep')} (s)`} onClick={keep}>
              {say('keep')}
            </Button>
          )}
        </section>
      )}
      {/* There before it has words: what is added with them is not read out everywhere. */}
      <p className="visually-hidden" role="status">
        {isNow && say(mayKeep ? 'endsSoonKeep' : 'endsSoon')}
      </p>
    </>
  );
}
