import { Button } from '@mantine/core';

import type { DeskRow } from '../api/desk-types.ts';
import type { DeedName } from './deeds.ts';
import type { Selecting } from './use-selection.ts';
import { useBoardWords } from './words.ts';

const DEEDS = [
  ['take', 'take', 'o'],
  ['assign', 'assign', 't'],
  ['pull-back', 'pullBack', 'p'],
  ['hand-back', 'handBack', 'b'],
  ['close', 'close', 'c'],
] as const satisfies readonly (readonly [DeedName, string, string])[];

/** The deed that a key does to what is selected. */
export function deedOfKey(key: string): DeedName | undefined {
  return DEEDS.find(([, , one]) => one === key)?.[0];
}

/** How many are selected, and what can be done to them. */
export function BulkBar(props: {
  readonly selecting: Selecting;
  readonly hasMore: boolean;
  readonly shown: readonly DeskRow[];
  readonly onAsk: (deed: DeedName) => void;
}) {
  const say = useBoardWords();
  const { selecting, hasMore, shown } = props;
  const { size } = selecting.ids;
  const isAll = selecting.isMatching;
  const n = `${String(size)}${isAll && hasMore ? '+' : ''}`;
  return (
    <div className="bulk-bar" role="toolbar" aria-label={say('selected', { n })}>
      <span role="status" className="bulk-count">
        {size === 0 ? (
          <span className="quiet wide">{say('keysHint')}</span>
        ) : (
          say(isAll ? 'selectedAll' : 'selected', { n })
        )}
      </span>
      {size > 0 && !isAll && size === shown.length && hasMore && (
        <Button size="compact-sm" variant="subtle" onClick={selecting.matching}>
          {say('selectMatching')}
        </Button>
      )}
      {size > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={selecting.none}>
          {say('unselect')}
        </Button>
      )}
      <span className="spring" />
      {DEEDS.map(([deed, word, key]) => (
        <Button
          key={deed}
          size="compact-sm"
          variant="default"
          disabled={size === 0}
          title={`${say(word)} (${key})`}
          onClick={() => {
            props.onAsk(deed);
          }}
        >
          {say(word)}
        </Button>
      ))}
    </div>
  );
}
