import './customers.css';

import { useState } from 'react';

import type { UserLine } from '../api/sandbox-types.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useWords } from '../ui/words.tsx';
import { idOf } from './customer-id.ts';
import { NewCustomerForm } from './new-customer-form.tsx';
import type { Users } from './use-users.ts';

interface Props {
  readonly users: Users;
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
}

/** Who can hold the phone: those there are, and whom one invents. */
export function CustomersView({ users, chosenId, onChoose }: Props) {
  const words = useWords();
  const [isInventing, setInventing] = useState(chosenId === undefined);

  const invented = (id: string): void => {
    setInventing(false);
    void users.refresh();
    onChoose(id);
  };
  return (
    <section className="view customers" data-view="customers" aria-labelledby="customers-title">
      <div className="view-header">
        <h2 id="customers-title">{words.customers}</h2>
        {!isInventing && (
          <button
            type="button"
            className="button small"
            onClick={() => {
              setInventing(true);
            }}
          >
            {words.newCustomer}
          </button>
        )}
      </div>
      {!users.isReachable && <Unreachable />}
      {isInventing && (
        <NewCustomerForm
          onInvented={invented}
          onCancel={() => {
            setInventing(false);
          }}
        />
      )}
      <CustomerList users={users.users ?? []} chosenId={chosenId} onChoose={onChoose} />
    </section>
  );
}

function CustomerList(props: Omit<Props, 'users'> & { readonly users: readonly UserLine[] }) {
  const words = useWords();
  if (props.users.length === 0) return <p className="hint">{words.noCustomers}</p>;

  return (
    <ul className="customer-list">
      {props.users.map((user) => (
        <li key={user.braze_id}>
          <button
            type="button"
            aria-current={props.chosenId === idOf(user) ? 'true' : undefined}
            onClick={() => {
              props.onChoose(idOf(user));
            }}
          >
            <Avatar name={user.first_name ?? idOf(user)} />
            <span className="customer-names">
              <span className="customer-name">
                {user.first_name ?? user.external_id ?? words.anonymousCustomer}
              </span>
              <span className="customer-id">{user.external_id ?? user.phone ?? user.braze_id}</span>
            </span>
            {user.language !== null && <span className="tag">{user.language}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Unreachable() {
  const words = useWords();
  return (
    <div className="notice error" role="alert">
      <strong>{words.unreachable}</strong>
      <p>{words.unreachableCure}</p>
    </div>
  );
}
