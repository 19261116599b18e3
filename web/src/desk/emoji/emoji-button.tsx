import { ActionIcon, Popover } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';

import { Icon } from '../icon.tsx';
import { useAltKeys } from '../use-alt-keys.ts';
import { useSay } from '../words.tsx';

/** Only once one is looked for. */
const EmojiPicker = lazy(() =>
  import('./emoji-picker.tsx').then((made) => ({ default: made.EmojiPicker })),
);

/** Opens the picker, also by Alt and E while one types. */
export function EmojiButton({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  useAltKeys({
    KeyE: () => {
      setOpen(true);
    },
  });
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={say('emojis')}
          title={`${say('emojis')} (Alt+E)`}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          <Icon of="smile" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('emojis')}>
        <Suspense fallback={<p role="status">…</p>}>
          <EmojiPicker
            onPick={(emoji) => {
              setOpen(false);
              onPick(emoji);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
