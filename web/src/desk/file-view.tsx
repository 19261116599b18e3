import { Button, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useState } from 'react';

import { api } from '../api/desk-api.ts';
import type { MediaFile } from '../api/desk-types.ts';
import { useNameOf } from './me.ts';
import { keys } from './queries.ts';
import { tellFailure } from './tell-failure.ts';
import { useSay } from './words.tsx';

/** Whose files are shown. */
export const FilesOf = createContext('');

/** A file of a conversation, asked of Parley and of nobody else: shown where it may be, else to be saved. */
export function FileView({ file, from }: { readonly file: MediaFile; readonly from: string }) {
  const say = useSay();
  const conversation = use(FilesOf);
  const address = `/api/conversations/${conversation}/media/${file.id}`;
  if (file.state !== 'kept') return <NotHere file={file} />;

  const name = file.name ?? say(`file_${file.kind}`);
  switch (file.kind) {
    case 'image':
      return <Picture address={address} name={say('pictureFrom', { by: from, name })} />;
    case 'audio':
      return (
        <div className="file">
          <audio
            controls
            preload="none"
            src={address}
            aria-label={`${say('file_audio')}: ${name}`}
          />
          <Row address={address} file={file} name={name} />
        </div>
      );
    case 'video':
      return (
        <div className="file">
          <video
            controls
            preload="metadata"
            src={address}
            aria-label={`${say('file_video')}: ${name}`}
          />
          <Row address={address} file={file} name={name} />
        </div>
      );
    case 'document':
      return <Row address={address} file={file} name={name} />;
  }
}

/** A small picture that opens a large one; Escape closes it. */
function Picture({ address, name }: { readonly address: string; readonly name: string }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="thumb"
        aria-label={say('openPicture', { name })}
        onClick={() => {
          setOpen(true);
        }}
      >
        <img src={address} alt={name} loading="lazy" />
      </button>
      <Modal
        opened={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        title={name}
        size="auto"
        closeButtonProps={{ 'aria-label': say('cancel') }}
      >
        <img className="whole-picture" src={address} alt={name} />
        <p className="picture-links">
          <a href={address} download>
            {say('saveFile')}
          </a>
        </p>
      </Modal>
    </>
  );
}

function Row(props: { readonly address: string; readonly file: MediaFile; readonly name: string }) {
  const say = useSay();
  const { address, file, name } = props;
  const what = [kindOf(file), sizeOf(file.size)].filter((each) => each !== '').join(' · ');
  return (
    <p className="file-row">
      <span>
        <b>{name}</b> <span className="quiet">{what}</span>
      </span>
      <a href={address} download={name} aria-label={`${say('saveFile')}: ${name}`}>
        {say('saveFile')}
      </a>
    </p>
  );
}

function NotHere({ file }: { readonly file: MediaFile }) {
  const say = useSay();
  const nameOf = useNameOf();
  const client = useQueryClient();
  const conversation = use(FilesOf);
  if (file.state === 'pending') return <p className="quiet">{say('filePending')}</p>;
  if (file.state === 'forgotten') return <p className="quiet">{say('fileForgotten')}</p>;

  const again = (): void => {
    api
      .act(conversation, `media/${file.id}/fetch`)
      .catch(tellFailure(say, nameOf))
      .finally(() => void client.invalidateQueries({ queryKey: keys.transcript(conversation) }));
  };
  return (
    <p className="bad">
      {say('fileFailed', { why: file.reason ?? '' })}{' '}
      <Button size="compact-xs" variant="default" onClick={again}>
        {say('tryAgain')}
      </Button>
    </p>
  );
}

/** `PDF`, of `application/pdf`. */
function kindOf({ type, name }: MediaFile): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1];
  return (ending ?? type?.split('/').at(-1) ?? '').slice(0, 12).toUpperCase();
}

const KIBIBYTE = 1024;

export function sizeOf(bytes: number): string {
  if (bytes < KIBIBYTE * KIBIBYTE) return `${String(Math.ceil(bytes / KIBIBYTE))} KB`;
  return `${(bytes / KIBIBYTE / KIBIBYTE).toFixed(1)} MB`;
}
