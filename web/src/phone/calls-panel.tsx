import type { Call } from '../api/sandbox-types.ts';
import { useLocale, useWords } from '../ui/words.tsx';
import { SECOND } from './formats.ts';

/** What Parley asked of Braze's REST API, the newest first. */
export function CallsPanel({ calls }: { readonly calls: readonly Call[] }) {
  const words = useWords();
  return (
    <section className="card" aria-labelledby="calls-title">
      <h2 id="calls-title">{words.calls}</h2>
      {calls.length === 0 && <p className="hint">{words.noCalls}</p>}
      <ul className="lines">
        {calls.toReversed().map((call) => (
          <li key={call.id}>
            <CallLine call={call} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CallLine({ call }: { readonly call: Call }) {
  const words = useWords();
  const locale = useLocale();
  const isFine = call.status !== undefined && call.status < 300 && call.faults.length === 0;
  return (
    <details className="call">
      <summary>
        <span className={isFine ? 'tag fine' : 'tag bad'}>{call.status ?? words.cut}</span>
        <span className="call-path">
          {call.method} {call.path}
        </span>
        <time dateTime={call.at}>{SECOND(locale).format(new Date(call.at))}</time>
        {!call.authorized && <span className="tag bad">{words.wrongKey}</span>}
        {call.faults.map((fault) => (
          <span key={fault} className="tag bad">
            {fault}
          </span>
        ))}
      </summary>
      <Code label={words.request} value={call.body} />
      <Code label={words.answer} value={call.answer} />
    </details>
  );
}

function Code({ label, value }: { readonly label: string; readonly value: unknown }) {
  return (
    <>
      <h3>{label}</h3>
      <pre tabIndex={0} role="region" aria-label={label}>
        {JSON.stringify(value, undefined, 2)}
      </pre>
    </>
  );
}
