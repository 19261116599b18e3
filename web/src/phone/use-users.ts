import { useCallback, useEffect, useState } from 'react';

import { listUsers } from '../api/sandbox-api.ts';
import type { UserLine } from '../api/sandbox-types.ts';

/** People come by curl and by other tabs too. */
const REFRESH_MS = 3_000;

export interface Users {
  /** `undefined` before the first answer. */
  readonly users: readonly UserLine[] | undefined;
  readonly isReachable: boolean;
  readonly refresh: () => Promise<void>;
}

/** The sandbox's customers, asked for again and again while the page is looked at. */
export function useUsers(): Users {
  const [users, setUsers] = useState<readonly UserLine[]>();
  const [isReachable, setReachable] = useState(true);

  const refresh = useCallback(async () => {
    try {
      setUsers(await listUsers());
      setReachable(true);
    } catch {
      setReachable(false);
    }
  }, []);

  useEffect(() => {
    void refresh();
    const timer = window.setInterval(() => {
      if (!document.hidden) void refresh();
    }, REFRESH_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [refresh]);
  return { users, isReachable, refresh };
}
