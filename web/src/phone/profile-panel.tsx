import { setSubscription } from '../api/sandbox-api.ts';
import type { User } from '../api/sandbox-types.ts';
import { useWords } from '../ui/words.tsx';

interface Props {
  readonly id: string;
  readonly user: User;
  readonly changed: ReadonlySet<string>;
}

/** The profile in Braze, with what the last write changed marked. */
export function ProfilePanel({ id, user, changed }: Props) {
  const words = useWords();
  const ids = { external_id: user.external_id, phone: user.phone, braze_id: user.braze_id };
  return (
    <section className="card" aria-labelledby="profile-title">
      <h2 id="profile-title">{words.profile}</h2>
      <Values values={{ ...ids, ...user.profile }} changed={new Set()} />
      <Subscription id={id} state={user.subscription} />
      <h3>{words.attributes}</h3>
      {Object.keys(user.attributes).length === 0 ? (
        <p className="hint">{words.noAttributes}</p>
      ) : (
        <div role="status">
          <Values values={user.attributes} changed={changed} />
        </div>
      )}
    </section>
  );
}

function Values(props: {
  readonly values: Readonly<Record<string, unknown>>;
  readonly changed: ReadonlySet<string>;
}) {
  const words = useWords();
  const entries = Object.entries(props.values).filter(([, value]) => value !== null);
  return (
    <dl className="values">
      {entries.map(([key, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        const isChanged = props.changed.has(key);
        // The value in the key starts the highlight anew with each change.
        return (
          <div key={`${key} ${text}`} className={isChanged ? 'value changed' : 'value'}>
            <dt>{key}</dt>
            <dd>
              {text}
              {isChanged && <span className="tag accent">{words.changed}</span>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Subscription(props: { readonly id: string; readonly state: User['subscription'] }) {
  const words = useWords();
  const isSubscribed = props.state === 'subscribed';
  return (
    <div className="subscription">
      <span>{isSubscribed ? words.subscribed : words.unsubscribed}</span>
      <button
        type="button"
        className="button small"
        onClick={() => {
          void setSubscription(props.id, isSubscribed ? 'unsubscribed' : 'subscribed');
        }}
      >
        {isSubscribed ? words.unsubscribe : words.subscribe}
      </button>
    </div>
  );
}
