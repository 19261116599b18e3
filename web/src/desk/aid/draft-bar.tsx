import './aid.css';

import { Button, Loader, Menu, TextInput } from '@mantine/core';
import { useState } from 'react';

import { Icon } from '../icon.tsx';
import { useAltKeys } from '../use-alt-keys.ts';
import type { DeskWords } from '../words.en.ts';
import { useSay } from '../words.tsx';
import { SourceChips } from './source-chips.tsx';
import type { DraftTools } from './use-draft.ts';

/** What agents wish most, each in words that the model reads. */
const WISHES: readonly (readonly [word: keyof DeskWords, wish: string])[] = [
  ['wishShorter', 'shorter'],
  ['wishFriendlier', 'friendlier'],
  ['wishApologise', 'apologise'],
];

/** Asks for drafts of the next message, and says of what stands in the field that it is one. */
export function DraftBar({ draft }: { readonly draft: DraftTools }) {
  const say = useSay();
  const { isOffered, state } = draft;
  useAltKeys({
    KeyD: () => {
      if (isOffered) draft.ask();
    },
  });
  if (!isOffered) return null;
  return (
    <div className="draft-bar" data-state={state.kind}>
      <div className="draft-line">
        <DraftState draft={draft} />
        <span className="spring" />
        {state.kind === 'working' ? (
          <Button size="compact-xs" variant="default" onClick={draft.cancel}>
            {say('cancel')}
          </Button>
        ) : (
          <Asking draft={draft} />
        )}
      </div>
      {state.kind === 'inField' && <SourceChips sources={state.aided.sources} />}
    </div>
  );
}

function DraftState({ draft }: { readonly draft: DraftTools }) {
  const say = useSay();
  const { state, isStandIn } = draft;
  const by = say(isStandIn ? 'draftByStandIn' : 'draftByModel');
  return (
    <span
      role="status"
      className={state.kind === 'inField' ? 'draft-mark' : 'quiet'}
      title={isStandIn ? say('standIn') : undefined}
    >
      {state.kind === 'working' && (
        <>
          <Loader size={12} /> {say('drafting')}
        </>
      )}
      {state.kind === 'inField' && by}
      {state.kind === 'beside' && say('draftBeside')}
    </span>
  );
}

function Asking({ draft }: { readonly draft: DraftTools }) {
  const say = useSay();
  const [isWishing, setWishing] = useState(false);
  const { kind } = draft.state;
  if (isWishing) {
    return (
      <Wish
        onWish={(wish) => {
          setWishing(false);
          if (wish !== '') draft.ask(wish);
        }}
      />
    );
  }
  return (
    <>
      {kind === 'inField' && (
        <Button size="compact-xs" variant="default" onClick={draft.undo}>
          {say('undo')}
        </Button>
      )}
      {kind === 'beside' && (
        <Button size="compact-xs" onClick={draft.take}>
          {say('draftTake')}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        title="Alt+D"
        leftSection={<Icon of="spark" />}
        onClick={() => {
          draft.ask();
        }}
      >
        {say('draft')}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="compact-xs" variant="default" aria-label={say('draftWishes')}>
            …
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {WISHES.map(([word, wish]) => (
            <Menu.Item
              key={wish}
              onClick={() => {
                draft.ask(wish);
              }}
            >
              {say(word)}
            </Menu.Item>
          ))}
          <Menu.Item
            onClick={() => {
              setWishing(true);
            }}
          >
            {say('wishOwn')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Not a form of its own: it stands within the composer's. */
function Wish({ onWish }: { readonly onWish: (wish: string) => void }) {
  const say = useSay();
  const [wish, setWish] = useState('');
  return (
    <TextInput
      size="xs"
      autoFocus
      maxLength={500}
      className="draft-wish"
      aria-label={say('wishOwnLabel')}
      placeholder={say('wishOwnLabel')}
      value={wish}
      onChange={(event) => {
        setWish(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        onWish(event.key === 'Enter' ? wish.trim() : '');
      }}
    />
  );
}
