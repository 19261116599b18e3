import { useCallback, useEffect, useState } from 'react';

const PARAMETER = 'customer';

/** The customer in the page's address, so that a reload or a shared link finds the same chat. */
export function useChosenId(): [string | undefined, (id: string) => void] {
  const [id, setId] = useState(readId);

  useEffect(() => {
    const follow = (): void => {
      setId(readId());
    };
    window.addEventListener('popstate', follow);
    return () => {
      window.removeEventListener('popstate', follow);
    };
  }, []);

  const choose = useCallback((chosen: string) => {
    const url = new URL(window.location.href);
    url.searchParams.set(PARAMETER, chosen);
    window.history.pushState(null, '', url);
    setId(chosen);
  }, []);
  return [id, choose];
}

function readId(): string | undefined {
  return new URLSearchParams(window.location.search).get(PARAMETER) ?? undefined;
}
