import { useEffect, useRef, useState } from 'react';

import { api } from '../../api/desk-api.ts';
import type { Aided } from '../../api/desk-types.ts';
import { tellFailure } from '../tell-failure.ts';
import { useSay } from '../words.tsx';
import { useAid } from './use-aid.ts';

/** How a draft stands: being written, in the field, or beside it because the agent wrote on. */
type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'working' }
  | { readonly kind: 'inField'; readonly aided: Aided; readonly before: string }
  | { readonly kind: 'beside'; readonly aided: Aided };

export interface DraftTools {
  readonly isOffered: boolean;
  readonly isStandIn: boolean;
  readonly state: State;
  /** @param wish `shorter`, in whatever words; blank for a first draft */
  readonly ask: (wish?: string) => void;
  readonly cancel: () => void;
  /** Gives back what stood in the field before. */
  readonly undo: () => void;
  /** Puts what waits beside the field into it. */
  readonly take: () => void;
}

const NONE: State = { kind: 'none' };
/** As the API takes it: WhatsApp's longest text. */
const LONGEST = 4_096;

interface Field {
  readonly id: string;
  readonly mayWrite: boolean;
  readonly text: string;
  readonly put: (text: string) => void;
}

/**
 * Drafts for the field that an agent writes in. Nothing is sent, and nothing that they typed is
 * lost: what stood there comes back by `undo`, and who writes on meanwhile is not written over.
 */
export function useDraft({ id, mayWrite, text, put }: Field): DraftTools {
  const say = useSay();
  const aid = useAid();
  const [state, setState] = useState<State>(NONE);
  const asking = useRef<AbortController>(undefined);
  const latest = useRef(text);
  const mayNow = useRef(mayWrite);
  useEffect(() => {
    latest.current = text;
    mayNow.current = mayWrite;
    // It was sent, or wiped out: what is written next is the agent's own.
    if (text === '') setState((now) => (now.kind === 'inField' ? NONE : now));
  }, [text, mayWrite]);
  useEffect(
    () => () => {
      asking.current?.abort();
    },
    [],
  );

  const ask = async (wish = ''): Promise<void> => {
    if (!mayWrite || aid === undefined) return;
    asking.current?.abort();
    const mine = new AbortController();
    asking.current = mine;
    const before = latest.current;
    setState({ kind: 'working' });
    try {
      const body = { instruction: wish, text: before.slice(0, LONGEST) };
      const aided = await api.draft(id, body, mine.signal);
      if (asking.current !== mine) return;
      // A note is being written, or the conversation is a colleague's by now.
      if (latest.current !== before || !mayNow.current) setState({ kind: 'beside', aided });
      else {
        put(aided.text);
        setState({ kind: 'inField', aided, before });
      }
    } catch (why) {
      if (asking.current !== mine) return;
      setState(NONE);
      if (!mine.signal.aborted) tellFailure(say)(why);
    }
  };
  return {
    ...{ isOffered: aid !== undefined && mayWrite, isStandIn: aid?.isStandIn === true, state },
    ask: (wish) => void ask(wish),
    cancel: () => {
      asking.current?.abort();
      asking.current = undefined;
      setState(NONE);
    },
    undo: () => {
      if (state.kind === 'inField') put(state.before);
      setState(NONE);
    },
    take: () => {
      if (state.kind !== 'beside') return;
      setState({ kind: 'inField', aided: state.aided, before: latest.current });
      put(state.aided.text);
    },
  };
}
