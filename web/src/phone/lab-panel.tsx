import { useId, useState } from 'react';

import { advanceClock, setFaults, setTemplate } from '../api/sandbox-api.ts';
import {
  type Fault,
  FAULT_KINDS,
  type FaultKind,
  type Surroundings,
} from '../api/sandbox-types.ts';
import { useLocale, useWords } from '../ui/words.tsx';
import { DAY, SECOND } from './formats.ts';

/** Runs an action and keeps what it said when it failed. */
function useAttempt(): [string | undefined, (action: Promise<unknown>) => void] {
  const words = useWords();
  const [failure, setFailure] = useState<string>();
  const attempt = (action: Promise<unknown>): void => {
    action.then(
      () => {
        setFailure(undefined);
      },
      (reason: unknown) => {
        setFailure(reason instanceof Error ? reason.message : words.somethingFailed);
      },
    );
  };
  return [failure, attempt];
}

/** Where one moves the clock and makes Braze stumble. */
export function LabPanel({ surroundings }: { readonly surroundings: Surroundings }) {
  const words = useWords();
  const [failure, attempt] = useAttempt();
  return (
    <section className="card" aria-labelledby="lab-title">
      <h2 id="lab-title">{words.lab}</h2>
      {failure !== undefined && (
        <p className="notice error" role="alert">
          {failure}
        </p>
      )}
      <Clock clock={surroundings.clock} attempt={attempt} />
      <Template template={surroundings.settings.template} attempt={attempt} />
      <Faults faults={surroundings.faults} attempt={attempt} />
    </section>
  );
}

interface Attempting {
  readonly attempt: (action: Promise<unknown>) => void;
}

const STEPS = ['5m', '1h', '25h'];

function Clock({ clock, attempt }: Attempting & Pick<Surroundings, 'clock'>) {
  const words = useWords();
  const locale = useLocale();
  const now = new Date(clock.now);
  const hours = Math.round(clock.offset_ms / 360_000) / 10;
  return (
    <>
      <h3>{words.clock}</h3>
      <p role="status">
        {DAY(locale).format(now)}, {SECOND(locale).format(now)}
        {hours > 0 && ` · ${String(hours)} h ${words.ahead}`}
      </p>
      <div className="actions" role="group" aria-label={words.advance}>
        {STEPS.map((step) => (
          <button
            key={step}
            type="button"
            className="button small"
            aria-label={`${words.advance} ${step}`}
            onClick={() => {
              attempt(advanceClock(step));
            }}
          >
            + {step}
          </button>
        ))}
      </div>
    </>
  );
}

function Template(props: Attempting & { readonly template: 'hardened' | 'raw' }) {
  const words = useWords();
  return (
    <fieldset className="choice">
      <legend>{words.template_label}</legend>
      {(['hardened', 'raw'] as const).map((template) => (
        <label key={template} className="check">
          <input
            type="radio"
            name="webhook-template"
            checked={props.template === template}
            onChange={() => {
              props.attempt(setTemplate(template));
            }}
          />
          <span>{words[template]}</span>
        </label>
      ))}
    </fieldset>
  );
}

const ENDPOINTS = ['*', '/campaigns/trigger/send', '/users/track', '/canvas/trigger/send'];
const TIMES = { one: 1, five: 5, all: null } as const;

function Faults({ faults, attempt }: Attempting & Pick<Surroundings, 'faults'>) {
  const words = useWords();
  const [kind, setKind] = useState<FaultKind>('cut-after');
  const [endpoint, setEndpoint] = useState('*');
  const [times, setTimes] = useState<keyof typeof TIMES>('one');

  const add = (): void => {
    attempt(setFaults([...faults, { kind, endpoint, times: TIMES[times] }]));
  };
  return (
    <>
      <h3>{words.faults}</h3>
      {faults.length === 0 && <p className="hint">{words.noFaults}</p>}
      <FaultList faults={faults} attempt={attempt} />
      <div className="form">
        <Select label={words.fault} value={kind} values={FAULT_KINDS} onChange={setKind}>
          {(one) => words[`fault_${one}`]}
        </Select>
        <Select label={words.endpoint} value={endpoint} values={ENDPOINTS} onChange={setEndpoint}>
          {(one) => (one === '*' ? words.everyEndpoint : one)}
        </Select>
        <Select
          label={words.howOften}
          value={times}
          values={['one', 'five', 'all'] as const}
          onChange={setTimes}
        >
          {(one) => words[`calls_${one}`]}
        </Select>
        <button type="button" className="button" onClick={add}>
          {words.addFault}
        </button>
      </div>
    </>
  );
}

function FaultList({ faults, attempt }: Attempting & { readonly faults: readonly Fault[] }) {
  const words = useWords();
  return (
    <ul className="lines">
      {faults.map((fault, index) => (
        <li key={`${fault.kind} ${String(index)}`} className="fault-line">
          <span>
            {words[`fault_${fault.kind}`]} ·{' '}
            {fault.endpoint === '*' ? words.everyEndpoint : fault.endpoint}
            {fault.times !== null && ` · ${String(fault.times)}\u00a0×`}
          </span>
          <button
            type="button"
            className="button small"
            aria-label={`${words.remove}: ${words[`fault_${fault.kind}`]}`}
            onClick={() => {
              attempt(setFaults(faults.filter((one) => one !== fault)));
            }}
          >
            {words.remove}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Select<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly onChange: (value: T) => void;
  readonly children: (value: T) => string;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={({ target }) => {
          const chosen = props.values.find((value) => value === target.value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      >
        {props.values.map((value) => (
          <option key={value} value={value}>
            {props.children(value)}
          </option>
        ))}
      </select>
    </div>
  );
}
