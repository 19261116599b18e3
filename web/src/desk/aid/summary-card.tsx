import './aid.css';

import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { api } from '../../api/desk-api.ts';
import type { Aided, TranscriptEntry } from '../../api/desk-types.ts';
import { Icon } from '../icon.tsx';
import { tellFailure } from '../tell-failure.ts';
import { clock, span, useNow } from '../times.ts';
import { useAltKeys } from '../use-alt-keys.ts';
import { useLocale, useSay } from '../words.tsx';
import { useAid } from './use-aid.ts';

/** Kept while the page is open: who comes back to a chat finds what they had made. */
const KEPT_MS = 4 * 60 * 60 * 1000;

/** What a chat is about, once somebody asks: with how old it is and how far it knows. */
export function SummaryCard(props: {
  readonly id: string;
  readonly entries: readonly TranscriptEntry[];
  /** Brings it in sight, where it is not. */
  readonly onShow: () => void;
}) {
  const say = useSay();
  const aid = useAid();
  const { made, isWorking, ask, cancel } = useSummary(props.id);
  useAltKeys({
    KeyS: () => {
      if (aid === undefined) return;
      props.onShow();
      ask();
    },
  });
  if (aid === undefined) return null;
  return (
    <section className="summary">
      <h3>{say('summary')}</h3>
      {made !== undefined && (
        <div className="summary-text">
          <p>{made.text}</p>
          <Age made={made} entries={props.entries} />
        </div>
      )}
      <div className="draft-line">
        <Button
          size="compact-xs"
          variant="default"
          title="Alt+S"
          leftSection={<Icon of="spark" />}
          disabled={isWorking}
          onClick={ask}
        >
          {say(made === undefined ? 'summarise' : 'summariseAgain')}
        </Button>
        <span role="status" className="quiet">
          {isWorking && (
            <>
              <Loader size={12} /> {say('summarising')}
            </>
          )}
        </span>
        {isWorking && (
          <Button size="compact-xs" variant="default" onClick={cancel}>
            {say('cancel')}
          </Button>
        )}
      </div>
    </section>
  );
}

interface Summary {
  readonly made: Aided | undefined;
  readonly isWorking: boolean;
  readonly ask: () => void;
  readonly cancel: () => void;
}

function useSummary(id: string): Summary {
  const say = useSay();
  const locale = useLocale();
  const client = useQueryClient();
  const asking = useRef<AbortController>(undefined);
  const [isWorking, setWorking] = useState(false);
  const queryKey = ['summary', id];
  const { data } = useQuery<Aided | null>({
    ...{ queryKey, enabled: false, gcTime: KEPT_MS, staleTime: Infinity },
    queryFn: () => null,
  });

  const ask = async (): Promise<void> => {
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    setWorking(true);
    try {
      const made = await api.summary(id, locale, mine.signal);
      client.setQueryData(queryKey, made);
    } catch (why) {
      if (!mine.signal.aborted) tellFailure(say)(why);
    } finally {
      if (asking.current === mine) setWorking(false);
    }
  };
  return {
    made: data ?? undefined,
    isWorking,
    ask: () => void ask(),
    cancel: () => {
      asking.current?.abort();
    },
  };
}

/** `Made 3m ago, up to the message of 10:42; 2 since`. */
function Age({
  made,
  entries,
}: {
  readonly made: Aided;
  readonly entries: readonly TranscriptEntry[];
}) {
  const say = useSay();
  const locale = useLocale();
  const now = useNow(10_000);
  const said = entries.filter(({ kind }) => kind === 'message' || kind === 'agent-reply');
  const last = said.findLast(({ seq }) => seq <= made.up_to_seq);
  const since = said.filter(({ seq }) => seq > made.up_to_seq).length;
  const ago = span(now - Date.parse(made.made_at));
  return (
    <footer className="quiet">
      {last === undefined
        ? say('summaryAge', { ago })
        : say('summaryAgeUpTo', { ago, at: clock(last.at, locale) })}
      {since > 0 && <b> {say('summarySince', { n: String(since) })}</b>}
    </footer>
  );
}
