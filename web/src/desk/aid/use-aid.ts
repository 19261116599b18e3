import { useQuery } from '@tanstack/react-query';

import { api } from '../../api/desk-api.ts';
import { useMe } from '../me.ts';

/** Whether a model, or its stand-in, writes for agents here; `undefined` where nothing does. */
export function useAid(): { readonly isStandIn: boolean } | undefined {
  const may = useMe().permissions.includes('conversations.aid');
  const { data } = useQuery({
    queryKey: ['aid'],
    queryFn: api.aid,
    enabled: may,
    staleTime: Infinity,
  });
  return data?.available === true ? { isStandIn: data.stand_in } : undefined;
}
