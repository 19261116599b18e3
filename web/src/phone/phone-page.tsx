import './layout.css';

import { useEffect, useState } from 'react';

import { useWords } from '../ui/words.tsx';
import { ChatView } from './chat-view.tsx';
import { CustomersView } from './customers-view.tsx';
import { DetailsView } from './details-view.tsx';
import { useChosenId } from './use-chosen-id.ts';
import { useCustomerStream } from './use-customer-stream.ts';
import { useUsers } from './use-users.ts';

const VIEWS = ['customers', 'chat', 'details'] as const;
export type View = (typeof VIEWS)[number];

/** A customer's phone, and beside it what the phone's owner never sees. */
export function PhonePage() {
  const words = useWords();
  const [chosenId, choose] = useChosenId();
  const [view, setView] = useState<View>(chosenId === undefined ? 'customers' : 'chat');
  const phone = useCustomerStream(chosenId);
  const users = useUsers();

  useEffect(() => {
    document.title = `${words.title} · Parley`;
  }, [words]);

  return (
    <div className="page" data-view={view}>
      <header className="page-header">
        <h1>
          <span className="brand">Parley</span> {words.title}
        </h1>
        <span className="tag">{words.subtitle}</span>
      </header>
      <Tabs view={view} onView={setView} />
      <main className="columns">
        <CustomersView
          users={users}
          chosenId={chosenId}
          onChoose={(id) => {
            choose(id);
            setView('chat');
          }}
        />
        <ChatView id={chosenId} phone={phone} />
        <DetailsView id={chosenId} phone={phone} />
      </main>
    </div>
  );
}

/** Shown where the window is too narrow for all three at once. */
function Tabs(props: { readonly view: View; readonly onView: (view: View) => void }) {
  const words = useWords();
  return (
    <nav className="tabs" aria-label={words.views}>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={view === props.view ? 'page' : undefined}
          onClick={() => {
            props.onView(view);
          }}
        >
          {words[view]}
        </button>
      ))}
    </nav>
  );
}
