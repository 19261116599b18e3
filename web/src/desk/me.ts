import { createContext, use } from 'react';

import type { Session } from '../api/desk-types.ts';
import { useAgents } from './queries.ts';
import { useSay } from './words.tsx';

/** Who is signed in; there is always somebody behind the entrance. */
export const MeContext = createContext<Session | undefined>(undefined);

export function useMe(): Session {
  const me = use(MeContext);
  if (me === undefined) throw new Error('nobody is signed in');
  return me;
}

/** The name of a colleague by their id; of oneself, `You`. */
export function useNameOf(): (id: string | null | undefined) => string {
  const say = useSay();
  const me = useMe();
  const { data } = useAgents();
  const names = new Map(data?.items.map(({ id, name }) => [id, name]));
  return (id) => (id === me.id ? say('you') : (names.get(id ?? '') ?? id ?? '?'));
}
