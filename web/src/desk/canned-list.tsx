import { Button } from '@mantine/core';

import type { CannedReply } from '../api/desk-types.ts';
import { useSay } from './words.tsx';

/** What a word after `/` may mean; chosen by keys in the field, or by a press. */
export function CannedList(props: {
  readonly options: readonly CannedReply[];
  readonly chosen: number;
  readonly onTake: (place: number) => void;
  readonly onManage: () => void;
}) {
  const say = useSay();
  const { options, chosen, onTake, onManage } = props;
  return (
    <div className="canned">
      {options.length === 0 && <p className="quiet">{say('cannedNone')}</p>}
      <ul role="listbox" aria-label={say('canned')}>
        {options.map((option, place) => (
          <li key={option.key} role="option" aria-selected={place === chosen}>
            <button
              type="button"
              tabIndex={-1}
              onClick={() => {
                onTake(place);
              }}
            >
              <b>/{option.key}</b> {option.text}{' '}
              <span className="quiet">{say(`canned_${option.from}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button size="compact-xs" variant="subtle" onClick={onManage}>
        {say('cannedManage')}
      </Button>
    </div>
  );
}
