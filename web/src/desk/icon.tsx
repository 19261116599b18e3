const PATHS = {
  back: 'M15 5l-7 7 7 7',
  sound: 'M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 010 7M19 6a9 9 0 010 12',
  mute: 'M4 9v6h4l5 4V5L8 9zM17 9l5 6M22 9l-5 6',
  help: 'M9 9a3 3 0 116 .5c0 2-3 2-3 4.5M12 18h.01',
  theme: 'M12 3a9 9 0 100 18V3z',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  send: 'M4 12l16-8-6 16-3-6z',
  details: 'M4 5h16v14H4zM14 5v14',
  attach:
    'M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 014.7 4.7l-8.5 8.5a1.7 1.7 0 01-2.4-2.4L14.5 7',
  smile: 'M12 21a9 9 0 100-18 9 9 0 000 18zM8.5 14a4 4 0 007 0M9 9.5h.01M15 9.5h.01',
  plus: 'M12 5v14M5 12h14',
  spark: 'M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z',
  search: 'M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5',
} as const;

/** A drawing beside, or instead of, a word; whoever shows it alone names it. */
export function Icon({ of }: { readonly of: keyof typeof PATHS }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="18"
      height="18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[of]} />
    </svg>
  );
}
