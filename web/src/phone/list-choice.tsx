import { useId, useRef } from 'react';

import type { Content, ListRow } from '../api/sandbox-types.ts';
import { useWords } from '../ui/words.tsx';

interface Props {
  readonly list: Extract<Content, { readonly kind: 'list' }>;
  readonly onChoose: (text: string) => void;
}

/** A list message's button and the sheet that it opens; Escape closes it. */
export function ListChoice({ list, onChoose }: Props) {
  const words = useWords();
  const titleId = useId();
  const sheet = useRef<HTMLDialogElement>(null);

  const choose = (row: ListRow): void => {
    sheet.current?.close();
    onChoose(tapText(row));
  };
  return (
    <div className="taps">
      <button type="button" className="tap" onClick={() => sheet.current?.showModal()}>
        <span aria-hidden="true">☰ </span>
        {list.button}
      </button>
      <dialog ref={sheet} className="sheet" aria-labelledby={titleId}>
        <h3 id={titleId}>{words.choose}</h3>
        <ul>
          {list.rows.map((row, index) => (
            <li key={`${String(index)} ${row.title}`}>
              <button
                type="button"
                onClick={() => {
                  choose(row);
                }}
              >
                <span>{row.title}</span>
                {row.description !== '' && <small>{row.description}</small>}
              </button>
            </li>
          ))}
        </ul>
        <button type="button" className="button" onClick={() => sheet.current?.close()}>
          {words.close}
        </button>
      </dialog>
    </div>
  );
}

/** A tap on a row arrives as its title, its description below it where there is one. */
function tapText({ title, description }: ListRow): string {
  return description === '' ? title : `${title}\n${description}`;
}
