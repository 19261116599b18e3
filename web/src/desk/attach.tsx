import { ActionIcon, Button, Progress, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { api } from '../api/desk-api.ts';
import { sizeOf } from './file-view.tsx';
import { Icon } from './icon.tsx';
import { useNameOf } from './me.ts';
import { keys } from './queries.ts';
import { tellFailure } from './tell-failure.ts';
import { useSay } from './words.tsx';

interface Limits {
  readonly is_public: boolean;
  readonly kinds: readonly ('image' | 'document')[];
  readonly largest_image: number;
  readonly largest_document: number;
}

/** What the system's dialog offers; the server has the last word. */
const ACCEPT = { image: 'image/jpeg,image/png', document: '.pdf,.docx,.xlsx,.pptx' } as const;

/** Files that are chosen, dropped or pasted on the way to a customer, one at a time. */
export function useAttaching(id: string) {
  const { data: limits } = useQuery({
    queryKey: ['attachments'],
    queryFn: () => api.read<Limits>('/desk/attachments', {}),
    staleTime: 60_000,
  });
  const [file, setFile] = useState<File>();
  useEffect(() => {
    setFile(undefined);
  }, [id]);
  const mayAttach = limits !== undefined && limits.kinds.length > 0;
  const take = (files: FileList | undefined): boolean => {
    const [first] = files ?? [];
    if (first === undefined || !mayAttach) return false;
    setFile(first);
    return true;
  };
  return {
    ...{ limits, mayAttach, file, take },
    drop: () => {
      setFile(undefined);
    },
    /** For whatever files may be dropped on. */
    target: {
      onDragOver: (event: DragEvent) => {
        if (mayAttach && event.dataTransfer.types.includes('Files')) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        if (take(event.dataTransfer.files)) event.preventDefault();
      },
    },
  };
}

/** The button that chooses a file; where none may be sent, it says why. */
export function AttachButton({
  attaching,
}: {
  readonly attaching: ReturnType<typeof useAttaching>;
}) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const { limits, mayAttach, take } = attaching;
  if (limits === undefined) return null;
  const why = limits.is_public ? 'attachNoLayout' : 'attachNoAddress';
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say('attach')}
        aria-disabled={!mayAttach}
        data-disabled={!mayAttach}
        title={mayAttach ? say('attach') : say(why)}
        onClick={() => {
          if (mayAttach) input.current?.click();
        }}
      >
        <Icon of="attach" />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={say('attach')}
        accept={limits.kinds.map((kind) => ACCEPT[kind]).join(',')}
        onChange={({ currentTarget }) => {
          take(currentTarget.files ?? undefined);
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** A file before it leaves, with the words that go below it. */
export function Attaching(props: {
  readonly id: string;
  readonly file: File;
  readonly onDone: () => void;
}) {
  const say = useSay();
  const nameOf = useNameOf();
  const client = useQueryClient();
  const { id, file, onDone } = props;
  const [text, setText] = useState('');
  const [percent, setPercent] = useState<number>();
  const [key] = useState(() => crypto.randomUUID());
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);

  const send = async (): Promise<void> => {
    if (percent !== undefined) return;
    setPercent(0);
    try {
      const brought = await api.bring(id, file, setPercent);
      await api.act(id, `media/${brought.id}/send`, { key, text: text.trim() });
      onDone();
    } catch (why) {
      tellFailure(say, nameOf)(why);
      setPercent(undefined);
    } finally {
      void client.invalidateQueries({ queryKey: keys.transcript(id) });
    }
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="attaching">
      <p className="file-row">
        <span>
          <b>{file.name}</b> <span className="quiet">{sizeOf(file.size)}</span>
        </span>
        <Button size="compact-xs" variant="subtle" onClick={onDone}>
          {say('cancel')}
        </Button>
      </p>
      {percent !== undefined && <Progress value={percent} aria-label={say('sending')} />}
      <div className="composer-field">
        <Textarea
          ref={words}
          aria-label={say('caption')}
          placeholder={say('caption')}
          maxLength={1_024}
          autosize
          minRows={1}
          maxRows={4}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          onKeyDown={onKey}
        />
        <Button
          loading={percent !== undefined}
          aria-label={say('send')}
          onClick={() => void send()}
        >
          <Icon of="send" />
        </Button>
      </div>
    </div>
  );
}
