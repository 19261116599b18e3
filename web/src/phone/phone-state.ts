import type { Call, Message, StreamState, Surroundings, User } from '../api/sandbox-types.ts';

/** What is known of the chosen customer. */
export interface PhoneState {
  readonly connection: 'connecting' | 'live' | 'lost';
  /** `undefined` until the stream has said everything once. */
  readonly known: StreamState | undefined;
  /** Names of attributes that changed with the last write to the profile. */
  readonly changed: ReadonlySet<string>;
}

export type PhoneEvent =
  | { readonly kind: 'state'; readonly state: StreamState }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'call'; readonly call: Call }
  | { readonly kind: 'settings'; readonly surroundings: Surroundings }
  | { readonly kind: 'lost' }
  | { readonly kind: 'chosen' };

export const NOTHING_KNOWN: PhoneState = {
  connection: 'connecting',
  known: undefined,
  changed: new Set(),
};

const CALLS_SHOWN = 30;

/** The phone after one event of its stream. */
export function afterEvent(state: PhoneState, event: PhoneEvent): PhoneState {
  if (event.kind === 'chosen') return NOTHING_KNOWN;
  if (event.kind === 'lost') return { ...state, connection: 'lost' };
  if (event.kind === 'state') {
    return { connection: 'live', known: event.state, changed: new Set() };
  }
  return state.known === undefined ? state : afterChange(state, state.known, event);
}

function afterChange(
  state: PhoneState,
  known: StreamState,
  event: Exclude<PhoneEvent, { readonly kind: 'chosen' | 'lost' | 'state' }>,
): PhoneState {
  switch (event.kind) {
    case 'message':
      return {
        ...state,
        known: { ...known, messages: withMessage(known.messages, event.message) },
      };
    case 'call':
      return {
        ...state,
        known: { ...known, calls: [...known.calls, event.call].slice(-CALLS_SHOWN) },
      };
    case 'settings':
      return { ...state, known: { ...known, ...event.surroundings } };
    case 'user': {
      const changed = changedKeys(known.user.attributes, event.user.attributes);
      const keeps = changed.size === 0 ? state.changed : changed;
      return { ...state, known: { ...known, user: event.user }, changed: keeps };
    }
  }
}

/** A message that is known already is brought up to date in its place. */
function withMessage(messages: readonly Message[], message: Message): readonly Message[] {
  return messages.some(({ id }) => id === message.id)
    ? messages.map((old) => (old.id === message.id ? message : old))
    : [...messages, message];
}

function changedKeys(before: User['attributes'], after: User['attributes']): ReadonlySet<string> {
  const keys = Object.keys(after);
  return new Set(keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])));
}
