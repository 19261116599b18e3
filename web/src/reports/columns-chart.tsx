import { fillOf, Swatch } from './patterns.tsx';
import { useRoom } from './use-room.ts';

/** A kind of thing that columns are made of, told from others by its pattern and its name. */
export interface Series {
  readonly name: string;
}

/** A column: its name under it, and how much of each kind, in the order of the series. */
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly number[];
}

const HEIGHT = 200;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 8;
/** Names that have less room run into each other. */
const LABEL = 76;

/** Columns that stand on each other; whoever cannot see them has the table under it. */
export function ColumnsChart({
  about,
  series,
  columns,
  number,
}: {
  readonly about: string;
  readonly series: readonly Series[];
  readonly columns: readonly Column[];
  readonly number: (value: number) => string;
}) {
  const { width } = useRoom();
  const most = niceMost(Math.max(1, ...columns.map(({ parts }) => sum(parts))));
  const room = (width - LEFT) / Math.max(1, columns.length);
  const scale = (HEIGHT - BOTTOM - TOP) / most;
  const every = Math.ceil(LABEL / room);
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`} role="img" aria-label={about}>
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line
              className="grid"
              x1={LEFT}
              x2={width}
              y1={HEIGHT - BOTTOM - value * scale}
              y2={HEIGHT - BOTTOM - value * scale}
            />
            <text x={LEFT - 6} y={HEIGHT - BOTTOM - value * scale + 4} textAnchor="end">
              {number(value)}
            </text>
          </g>
        ))}
        {columns.map(({ key, label, parts }, at) => (
          <g key={key}>
            {parts.map((part, kind) => (
              <rect
                key={series[kind]?.name}
                {...fillOf(kind)}
                x={LEFT + at * room + room * 0.12}
                width={room * 0.76}
                y={HEIGHT - BOTTOM - sum(parts.slice(0, kind + 1)) * scale}
                height={part * scale}
              >
                <title>{`${label} · ${series[kind]?.name ?? ''}: ${number(part)}`}</title>
              </rect>
            ))}
            {at % every === 0 && (
              <text x={LEFT + at * room + room / 2} y={HEIGHT - 6} textAnchor="middle">
                {label}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption className="legend">
        {series.map(({ name }, kind) => (
          <span key={name}>
            <Swatch kind={kind} /> {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function sum(parts: readonly number[]): number {
  return parts.reduce((all, part) => all + part, 0);
}

/** A round number that is not less, and even, so that its half is whole. */
function niceMost(most: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(most)) - 1);
  const round = Math.ceil(most / (unit * 2)) * unit * 2;
  return Math.max(2, round);
}
