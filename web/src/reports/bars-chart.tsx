import { fillOf } from './patterns.tsx';
import { useRoom } from './use-room.ts';

/** A group and how much there is of it. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
}

const MOST_BARS = 10;
const ROW = 26;
const NUMBERS = 60;
/** Of a letter, on average. */
const LETTER = 6.5;

/** The largest groups as bars; all of them stand in the table under it. */
export function BarsChart({
  about,
  bars,
  number,
}: {
  readonly about: string;
  readonly bars: readonly Bar[];
  readonly number: (value: number) => string;
}) {
  const { width, isNarrow } = useRoom();
  const names = isNarrow ? 130 : 260;
  const longest = Math.floor(names / LETTER);
  const shown = bars.slice(0, MOST_BARS);
  const most = Math.max(1, ...shown.map(({ value }) => value));
  const height = shown.length * ROW;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${String(width)} ${String(height)}`} role="img" aria-label={about}>
        {shown.map(({ key, label, value }, at) => {
          const length = ((width - names - NUMBERS) * value) / most;
          return (
            <g key={key} transform={`translate(0 ${String(at * ROW)})`}>
              <text x={names - 8} y={ROW / 2 + 4} textAnchor="end">
                {label.length > longest ? `${label.slice(0, longest - 1)}…` : label}
              </text>
              <rect
                {...fillOf(0)}
                x={names}
                y={5}
                width={Math.max(1, length)}
                height={ROW - 10}
                rx={3}
              />
              <text x={names + length + 8} y={ROW / 2 + 4}>
                {number(value)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
