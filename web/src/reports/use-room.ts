import { useMediaQuery } from '@mantine/hooks';

const NARROW = 360;
const WIDE = 1200;

/** What a chart is drawn on, so that its words are as large as those around it. */
export function useRoom(): { readonly width: number; readonly isNarrow: boolean } {
  const isNarrow = useMediaQuery('(max-width: 600px)', undefined, {
    getInitialValueInEffect: false,
  });
  return { width: isNarrow ? NARROW : WIDE, isNarrow };
}
