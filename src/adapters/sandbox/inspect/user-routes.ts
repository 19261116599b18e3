import { type Json, listAt, textAt } from '../json.ts';
import type { Person } from '../people/person.ts';
import type { PersonName } from '../people/person-name.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { SandboxRequestInvalid } from '../sandbox-errors.ts';
import {
  answer,
  bodyOf,
  type InspectAnswer,
  type InspectRequest,
  type InspectRoute,
  personOf,
} from './inspect-route.ts';
import { streamUser } from './stream-user.ts';
import { messageView, userLine, userView } from './views.ts';

/** WhatsApp's longest text. */
const LONGEST_TEXT = 4_096;
const USERS_LISTED = 200;
const NEW_USER_KEYS = ['external_id', 'phone', 'first_name', 'language', 'subscription'];

export const USER_ROUTES: readonly InspectRoute[] = [
  { method: 'GET', path: '/users', purpose: 'the newest 200 users', handle: listUsers },
  {
    method: 'POST',
    path: '/users',
    purpose: 'makes or finds a user {external_id?, phone?, first_name?, language?, subscription?}',
    handle: makeUser,
  },
  {
    method: 'GET',
    path: '/users/:id',
    purpose: 'profile, attributes, events, subscription, window',
    handle: (request) => answer(userView(request.sandbox, personOf(request))),
  },
  {
    method: 'GET',
    path: '/users/:id/chat',
    purpose: 'both directions, the oldest first, with what became of each message',
    handle: (request) => answer({ messages: personOf(request).chat.toArray().map(messageView) }),
  },
  {
    method: 'POST',
    path: '/users/:id/messages',
    purpose: 'the customer writes {text, media_urls?}',
    handle: write,
  },
  {
    method: 'PUT',
    path: '/users/:id/subscription',
    purpose: 'sets {state: "subscribed" | "unsubscribed"}',
    handle: subscribe,
  },
  {
    method: 'GET',
    path: '/users/:id/stream',
    purpose: 'server-sent events: all of the above, then each change',
    handle: streamUser,
  },
];

function listUsers({ sandbox }: InspectRequest): InspectAnswer {
  return answer({ users: sandbox.people.list().slice(0, USERS_LISTED).map(userLine) });
}

/** 201 for a new user; 200 for one who was there, whose profile is brought up to date. */
function makeUser(request: InspectRequest): InspectAnswer {
  const { sandbox } = request;
  const body = bodyOf(request, NEW_USER_KEYS);
  const names = namesIn(body);
  if (names.length === 0) {
    throw new SandboxRequestInvalid(['Give an external_id, or a phone for an anonymous user']);
  }
  const known = names.map((name) => sandbox.people.find(name)).find((found) => found !== undefined);
  const person = known ?? sandbox.people.create([]);
  for (const name of names) sandbox.people.addName(person, name);
  fill(sandbox, person, body);
  sandbox.feed.tell({ kind: 'user', brazeId: person.brazeId });
  return answer(userView(sandbox, person), known === undefined ? 201 : 200);
}

/** Whom Braze knows by number only gets an alias from it. */
function namesIn(body: Json): readonly PersonName[] {
  const externalId = textAt(body, 'external_id')?.trim();
  const phone = textAt(body, 'phone')?.trim();
  if (phone !== undefined && !/^\+?[0-9 ()-]{5,24}$/.test(phone)) {
    throw new SandboxRequestInvalid(['phone must be a number such as +34600111222']);
  }
  const byPhone: readonly PersonName[] =
    phone === undefined ? [] : [{ kind: 'phone', value: phone }];
  if (externalId !== undefined) return [{ kind: 'external_id', value: externalId }, ...byPhone];
  return phone === undefined ? [] : [...byPhone, { kind: 'alias', value: phone, label: 'phone' }];
}

function fill(sandbox: SandboxBraze, person: Person, body: Json): void {
  for (const field of ['first_name', 'language', 'phone']) {
    const value = textAt(body, field);
    if (value !== undefined) person.profile[field] = value;
  }
  if (body['subscription'] !== undefined) setSubscription(sandbox, person, body['subscription']);
  person.onPhone = true;
}

function write(request: InspectRequest): InspectAnswer {
  const body = bodyOf(request, ['text', 'media_urls']);
  const text = typeof body['text'] === 'string' ? body['text'] : '';
  const mediaUrls = listAt(body, 'media_urls').filter((url) => typeof url === 'string');
  if (text === '' && mediaUrls.length === 0) {
    throw new SandboxRequestInvalid(['Give a text, or media_urls']);
  }
  if (text.length > LONGEST_TEXT) {
    throw new SandboxRequestInvalid([`WhatsApp takes ${String(LONGEST_TEXT)} characters at most`]);
  }
  const message = request.sandbox.inbound.customerWrites(personOf(request), { text, mediaUrls });
  request.sandbox.feed.tell({ kind: 'user', brazeId: personOf(request).brazeId });
  return answer(messageView(message), 201);
}

function subscribe(request: InspectRequest): InspectAnswer {
  const { sandbox } = request;
  const person = personOf(request);
  setSubscription(sandbox, person, bodyOf(request, ['state'])['state']);
  sandbox.feed.tell({ kind: 'user', brazeId: person.brazeId });
  return answer(userView(sandbox, person));
}

function setSubscription(sandbox: SandboxBraze, person: Person, state: unknown): void {
  if (state !== 'subscribed' && state !== 'unsubscribed') {
    throw new SandboxRequestInvalid(['The subscription is "subscribed" or "unsubscribed"']);
  }
  person.subscriptions[sandbox.subscriptionGroupId] = state;
}
