import { useEffect, useReducer } from 'react';

import { createUser, findUser, streamUrl } from '../api/sandbox-api.ts';
import type {
  Call,
  Message,
  NewUser,
  StreamState,
  Surroundings,
  User,
} from '../api/sandbox-types.ts';
import { afterEvent, NOTHING_KNOWN, type PhoneEvent, type PhoneState } from './phone-state.ts';
import { remembered } from './remembered-customer.ts';

/** Between attempts to come back; short, for whoever waits is a developer who restarts Parley. */
const RECONNECT_MS = 1_500;

/** Follows a customer, over lost connections and restarts of Parley. */
export function useCustomerStream(id: string | undefined): PhoneState {
  const [state, dispatch] = useReducer(afterEvent, NOTHING_KNOWN);

  useEffect(() => {
    dispatch({ kind: 'chosen' });
    return id === undefined ? undefined : follow(id, dispatch);
  }, [id]);
  return state;
}

/** Answers the way to stop. */
function follow(id: string, dispatch: (event: PhoneEvent) => void): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let isOver = false;

  const tryAgain = (): void => {
    source?.close();
    if (isOver) return;
    dispatch({ kind: 'lost' });
    timer = window.setTimeout(connect, RECONNECT_MS);
  };
  const connect = (): void => {
    ensureCustomer(id).then(() => {
      if (isOver) return;
      source = listen(id, dispatch);
      source.onerror = tryAgain;
    }, tryAgain);
  };
  connect();
  return () => {
    isOver = true;
    window.clearTimeout(timer);
    source?.close();
  };
}

/** A sandbox forgets everybody when it restarts: whoever was on the phone comes back. */
async function ensureCustomer(id: string): Promise<void> {
  if ((await findUser(id)) === undefined) await createUser(remembered(id) ?? strangerOf(id));
}

function strangerOf(id: string): NewUser {
  return /^\+[0-9 ]+$/.test(id) ? { phone: id } : { external_id: id };
}

function listen(id: string, dispatch: (event: PhoneEvent) => void): EventSource {
  const source = new EventSource(streamUrl(id));
  for (const [name, eventOf] of Object.entries(EVENTS)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => {
      dispatch(eventOf(JSON.parse(data)));
    });
  }
  return source;
}

/** The stream's events by name; the sandbox is trusted for their form. */
const EVENTS: Readonly<Record<string, (data: unknown) => PhoneEvent>> = {
  state: (data) => ({ kind: 'state', state: data as StreamState }),
  message: (data) => ({ kind: 'message', message: data as Message }),
  user: (data) => ({ kind: 'user', user: data as User }),
  call: (data) => ({ kind: 'call', call: data as Call }),
  settings: (data) => ({ kind: 'settings', surroundings: data as Surroundings }),
};
