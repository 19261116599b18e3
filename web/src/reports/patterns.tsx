/** Told apart by shape as well as by colour: full, striped, dotted, hollow. */
const FILLS = ['var(--chart-0)', 'url(#striped)', 'url(#dotted)', 'var(--surface)'] as const;

/** How a kind of thing is drawn. */
export function fillOf(kind: number): { readonly fill: string; readonly stroke: string } {
  const place = Math.min(kind, FILLS.length - 1);
  return { fill: FILLS[place] ?? FILLS[0], stroke: `var(--chart-${String(place)})` };
}

/** Once on a page: all of its charts name them. */
export function Patterns() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="patterns">
      <defs>
        <pattern id="striped" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--surface)" />
          <path d="M0 6 6 0M-1 1 1-1M5 7 7 5" stroke="var(--chart-1)" strokeWidth="2" />
        </pattern>
        <pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--surface)" />
          <circle cx="3" cy="3" r="1.7" fill="var(--chart-2)" />
        </pattern>
      </defs>
    </svg>
  );
}

export function Swatch({ kind }: { readonly kind: number }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" className="swatch">
      <rect x="1" y="1" width="12" height="12" {...fillOf(kind)} />
    </svg>
  );
}
