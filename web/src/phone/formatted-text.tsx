import type { ReactNode } from 'react';

/** What WhatsApp shows otherwise than as it is written: links, *bold*, _italic_, ~struck~. */
const MARKED =
  /(https?:\/\/[^\s<>"]+)|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/gu;

/** A text as WhatsApp shows it. */
export function FormattedText({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKED)) {
    parts.push(text.slice(end, match.index), <Part key={match.index} match={match} />);
    end = match.index + match[0].length;
  }
  return (
    <span className="text">
      {parts}
      {text.slice(end)}
    </span>
  );
}

function Part({ match }: { readonly match: RegExpMatchArray }) {
  const [, link, mark, inner] = match;
  if (link !== undefined) {
    return (
      <a href={link} target="_blank" rel="noreferrer">
        {link}
      </a>
    );
  }
  if (mark === '*') return <b>{inner}</b>;
  return mark === '_' ? <i>{inner}</i> : <s>{inner}</s>;
}
