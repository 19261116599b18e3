import { type SyntheticEvent, useId, useState } from 'react';

import { createUser } from '../api/sandbox-api.ts';
import type { NewUser } from '../api/sandbox-types.ts';
import { useWords } from '../ui/words.tsx';
import { idOf } from './customer-id.ts';
import { remember } from './remembered-customer.ts';

interface Props {
  readonly onInvented: (id: string) => void;
  readonly onCancel: () => void;
}

const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'it'];

/** Invents a customer: one whom Braze knows by an id, or by a number only. */
export function NewCustomerForm({ onInvented, onCancel }: Props) {
  const words = useWords();
  const [failure, setFailure] = useState<string>();

  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const user = userFrom(new FormData(event.currentTarget));
    createUser(user).then(
      (created) => {
        remember(idOf(created), user);
        onInvented(idOf(created));
      },
      (reason: unknown) => {
        setFailure(reason instanceof Error ? reason.message : words.somethingFailed);
      },
    );
  };
  return (
    <form className="card form" aria-label={words.newCustomer} onSubmit={submit}>
      <Fields />
      {failure !== undefined && (
        <p className="notice error" role="alert">
          {failure}
        </p>
      )}
      <div className="actions">
        <button type="submit" className="button primary">
          {words.create}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function Fields() {
  const words = useWords();
  const [isAnonymous, setAnonymous] = useState(false);
  return (
    <>
      <KindChoice isAnonymous={isAnonymous} onChange={setAnonymous} />
      {!isAnonymous && <TextField name="first_name" label={words.name} value={someName()} />}
      {!isAnonymous && (
        <TextField name="external_id" label={words.externalId} value={someId()} required />
      )}
      <TextField name="phone" type="tel" label={words.phone} value={someNumber()} required />
      <label className="field">
        <span>{words.language}</span>
        <select name="language" defaultValue={navigator.language.slice(0, 2)}>
          {LANGUAGES.map((language) => (
            <option key={language}>{language}</option>
          ))}
        </select>
      </label>
      <label className="check">
        <input type="checkbox" name="subscribed" defaultChecked />
        <span>{words.subscribed}</span>
      </label>
    </>
  );
}

function KindChoice(props: {
  readonly isAnonymous: boolean;
  readonly onChange: (isAnonymous: boolean) => void;
}) {
  const words = useWords();
  return (
    <fieldset className="choice">
      <legend>{words.kind}</legend>
      {[false, true].map((isAnonymous) => (
        <label key={String(isAnonymous)} className="check">
          <input
            type="radio"
            name="kind"
            checked={props.isAnonymous === isAnonymous}
            onChange={() => {
              props.onChange(isAnonymous);
            }}
          />
          <span>{isAnonymous ? words.anonymous : words.known}</span>
        </label>
      ))}
    </fieldset>
  );
}

function TextField(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'tel';
  readonly required?: boolean;
}) {
  const id = useId();
  const [value] = useState(props.value);
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        type={props.type ?? 'text'}
        defaultValue={value}
        required={props.required === true}
        autoComplete="off"
      />
    </div>
  );
}

function userFrom(form: FormData): NewUser {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const fields = ['external_id', 'phone', 'first_name', 'language'] as const;
  const given = fields
    .map((name) => [name, text(name)] as const)
    .filter(([, value]) => value !== '');
  const subscription = form.has('subscribed') ? 'subscribed' : 'unsubscribed';
  return { ...Object.fromEntries(given), subscription };
}

const NAMES = ['Ana', 'Noor', 'Sam', 'Lucía', 'Kofi', 'Mei', 'Jonas', 'Inés'];

function someName(): string {
  return NAMES[Math.floor(Math.random() * NAMES.length)] ?? 'Ana';
}

function someId(): string {
  return `customer-${String(1_000 + Math.floor(Math.random() * 9_000))}`;
}

/** In each area, 555-0100 to 555-0199 are kept free for stories. */
function someNumber(): string {
  const area = 201 + Math.floor(Math.random() * 700);
  return `+1${String(area)}55501${String(10 + Math.floor(Math.random() * 90))}`;
}
