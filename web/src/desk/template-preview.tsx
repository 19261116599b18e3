import { useSay } from './words.tsx';

interface Part {
  readonly text: string;
  readonly is: 'words' | 'filled' | 'open';
}

/** A template's words in parts: what is filled in, and what is not yet. */
function partsOf(body: string, values: Readonly<Record<string, string>>): readonly Part[] {
  return body.split(/(\{\{\s*[a-z][a-z0-9_]*\s*\}\})/).flatMap((text): readonly Part[] => {
    const [, name] = /^\{\{\s*(\w+)\s*\}\}$/.exec(text) ?? [];
    if (name === undefined) return text === '' ? [] : [{ text, is: 'words' }];
    const value = Object.hasOwn(values, name) ? (values[name] ?? '').trim() : '';
    return value === '' ? [{ text: name, is: 'open' as const }] : [{ text: value, is: 'filled' }];
  });
}

/** What the customer will read, as it is typed. */
export function TemplatePreview(props: {
  readonly body: string;
  readonly values: Readonly<Record<string, string>>;
}) {
  const say = useSay();
  return (
    <figure className="template-preview">
      <figcaption>{say('templatePreview')}</figcaption>
      <p className="bubble" data-by="agent">
        {partsOf(props.body, props.values).map(({ text, is }, place) =>
          is === 'words' ? (
            text
          ) : (
            <mark key={`${String(place)} ${text}`} data-is={is}>
              {text}
            </mark>
          ),
        )}
      </p>
    </figure>
  );
}
