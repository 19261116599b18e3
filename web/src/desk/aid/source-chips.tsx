import './aid.css';

import { Popover } from '@mantine/core';

import type { Passage } from '../../api/desk-types.ts';
import { useSay } from '../words.tsx';

/** What an answer or a draft rests on: titles that open what stands there, as text. */
export function SourceChips({ sources }: { readonly sources: readonly Passage[] }) {
  const say = useSay();
  if (sources.length === 0) return null;
  return (
    <div className="sources">
      <span className="quiet">{say('restsOn')}</span>
      {sources.map((source) => (
        <SourceChip key={source.id} source={source} />
      ))}
    </div>
  );
}

function SourceChip({ source }: { readonly source: Passage }) {
  const { id, heading, text } = source;
  const title = titleOf(source);
  return (
    <Popover width={340} position="top" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="source-chip">
          {title}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <div className="passage" tabIndex={0}>
          <strong>{heading === '' ? id : heading}</strong>
          {paragraphsOf(text).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          <footer className="quiet">{id}</footer>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Lines that a file breaks for its own width flow again; those of a list stay. */
function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n{2,}/).map((part) => part.replaceAll(/\n(?![-*+\d|])/g, ' '));
}

/** Its own heading; the file where it has none. */
function titleOf({ id, heading }: Passage): string {
  const last = heading.split(' › ').at(-1) ?? '';
  return last === '' ? (id.split('#')[0] ?? id) : last;
}
