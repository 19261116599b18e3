import { useEffect, useRef } from 'react';

/**
 * What keys do together with Alt, also while one types; not while a dialog is open.
 *
 * @param keys by their places, `KeyD`: with Alt, some keyboards write other letters
 */
export function useAltKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.isComposing || document.querySelector('[role=dialog]') !== null) return;
      const work = latest.current[event.code];
      if (work === undefined) return;
      event.preventDefault();
      work();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);
}
