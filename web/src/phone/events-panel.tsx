import type { UserEvent } from '../api/sandbox-types.ts';
import { useLocale, useWords } from '../ui/words.tsx';
import { SECOND } from './formats.ts';

/** Custom events on the profile, the newest first. */
export function EventsPanel({ events }: { readonly events: readonly UserEvent[] }) {
  const words = useWords();
  const locale = useLocale();
  return (
    <section className="card" aria-labelledby="events-title">
      <h2 id="events-title">{words.events}</h2>
      {events.length === 0 && <p className="hint">{words.noEvents}</p>}
      <ul className="lines">
        {events.slice(0, 20).map((event, index) => (
          <li key={`${event.time} ${String(events.length - index)}`}>
            <span className="line-title">{event.name}</span>
            <time dateTime={event.time}>{SECOND(locale).format(new Date(event.time))}</time>
            {Object.keys(event.properties).length > 0 && (
              <code className="line-more">{JSON.stringify(event.properties)}</code>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
