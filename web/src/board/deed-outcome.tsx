import type { Outcome } from './board-types.ts';
import { type SayBoard, useBoardWords } from './words.ts';

/** What came of it: how many are done, and why the others are not. */
export function DeedOutcome(props: {
  readonly outcomes: readonly Outcome[];
  readonly wasStopped: boolean;
}) {
  const say = useBoardWords();
  const { outcomes, wasStopped } = props;
  const done = outcomes.filter(({ came }) => came === 'done').length;
  const rest = reasonsOf(outcomes, say);
  return (
    <div role="status">
      <p className="found">{say('cameDone', { n: String(done) })}</p>
      {wasStopped && <p>{say('stopped')}</p>}
      {rest.length > 0 && (
        <ul className="notices">
          {rest.map(([why, n]) => (
            <li key={why}>
              {why}: {n}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Each reason with how often it came, the most frequent first. */
function reasonsOf(
  outcomes: readonly Outcome[],
  say: SayBoard,
): readonly (readonly [why: string, n: number])[] {
  const counts = new Map<string, number>();
  for (const { came, by_name: name } of outcomes) {
    if (came === 'done') continue;
    const why = say(`came_${came}`, { name: name ?? '?' });
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}
