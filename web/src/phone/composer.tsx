import { type KeyboardEvent, type SyntheticEvent, useEffect, useId, useRef } from 'react';

import { useWords } from '../ui/words.tsx';

/** WhatsApp's longest text. */
const LONGEST = 4_096;

/** Where the customer types. Enter sends, Shift and Enter begins a line. */
export function Composer(props: {
  readonly onSend: (text: string) => Promise<boolean>;
  readonly onFile: (file: File) => void;
}) {
  const words = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    field.current?.focus();
  }, []);

  const send = async (): Promise<void> => {
    const area = field.current;
    if (area === null || area.value.trim() === '') return;

    // Emptied at once, so that the next message can be typed; given back if it did not leave.
    const text = area.value;
    area.value = '';
    const isSent = await props.onSend(text);
    if (!isSent && area.value === '') area.value = text;
    area.focus();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void send();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  };
  return (
    <form className="composer" onSubmit={submit}>
      <label className="attach-file">
        <span className="visually-hidden">{words.attachFile}</span>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M12 5v14M5 12h14" stroke="currentColor" strokeWidth="2" />
        </svg>
        <input
          type="file"
          className="visually-hidden"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) props.onFile(file);
            currentTarget.value = '';
          }}
        />
      </label>
      <label htmlFor={id} className="visually-hidden">
        {words.message}
      </label>
      <textarea
        id={id}
        ref={field}
        rows={1}
        maxLength={LONGEST}
        placeholder={words.messagePlaceholder}
        onKeyDown={onKey}
      />
      <button type="submit" className="send" aria-label={words.send}>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M3 20.5v-7l9-1.5-9-1.5v-7L21.5 12z" fill="currentColor" />
        </svg>
      </button>
    </form>
  );
}
