import { isObject, type Json, listAt, textAt } from '../json.ts';
import { applyAttributes } from '../people/apply-attributes.ts';
import type { Person } from '../people/person.ts';
import { type PersonName, trackNames } from '../people/person-name.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { created, refused, type RestAnswer } from './rest-answer.ts';

/** @see https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
const MOST_OBJECTS = 75;
const LONGEST_EXTERNAL_ID_BYTES = 987;
const LONGEST_EVENT_NAME = 255;

const ARRAYS = ['attributes', 'events', 'purchases'] as const;
type ArrayName = (typeof ARRAYS)[number];

/** An element of one of the three arrays. */
interface Tracked {
  readonly array: ArrayName;
  readonly index: number;
  readonly value: unknown;
}

interface TrackError {
  readonly type: string;
  readonly input_array: ArrayName;
  readonly index: number;
}

/** `POST /users/track`: what is right is applied, what is wrong is told beside it. */
export function trackUsers(sandbox: SandboxBraze, body: Json): RestAnswer {
  const all = ARRAYS.flatMap((array) =>
    listAt(body, array).map((value, index): Tracked => ({ array, index, value })),
  );
  if (all.length > MOST_OBJECTS) {
    return refused(400, `A request may hold at most ${String(MOST_OBJECTS)} objects`);
  }
  const errors = all.flatMap((tracked): readonly TrackError[] => {
    const type = faultOf(tracked);
    return type === undefined ? [] : [{ type, input_array: tracked.array, index: tracked.index }];
  });
  if (errors.length === all.length) return nothingValid(errors);

  const valid = all.filter((tracked) => faultOf(tracked) === undefined);
  for (const tracked of valid) apply(sandbox, tracked);
  return created({ ...processed(sandbox, valid), ...(errors.length > 0 ? { errors } : {}) });
}

function nothingValid(errors: readonly TrackError[]): RestAnswer {
  const message =
    "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields.";
  return refused(400, message, errors.length > 0 ? errors : undefined);
}

function processed(sandbox: SandboxBraze, valid: readonly Tracked[]): Record<string, number> {
  const count = (name: ArrayName): number => valid.filter(({ array }) => array === name).length;
  sandbox.ledger.counters.attributes_processed += count('attributes');
  sandbox.ledger.counters.events_processed += count('events');
  const counts = ARRAYS.map((array) => [`${array}_processed`, count(array)] as const);
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}

function faultOf({ array, value }: Tracked): string | undefined {
  const names = isObject(value) ? trackNames(value) : [];
  const [name] = names;
  if (!isObject(value) || name === undefined) {
    return "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required";
  }
  if (names.length > 1) return 'only one of external_id, braze_id and user_alias may be given';
  if (isExternalIdTooLong(name)) return 'EXTERNAL_USER_ID_TOO_LARGE';
  return array === 'events' ? eventFault(value) : undefined;
}

function isExternalIdTooLong({ kind, value }: PersonName): boolean {
  return kind === 'external_id' && Buffer.byteLength(value) > LONGEST_EXTERNAL_ID_BYTES;
}

function eventFault(event: Json): string | undefined {
  const name = textAt(event, 'name');
  if (name === undefined) return "'name' is required";
  if (name.length > LONGEST_EVENT_NAME) return "'name' is longer than 255 characters";
  const time = textAt(event, 'time');
  if (time === undefined) return "'time' is required";
  return Number.isNaN(Date.parse(time)) ? "'time' is not in ISO 8601" : undefined;
}

function apply(sandbox: SandboxBraze, { array, value }: Tracked): void {
  if (!sandbox.ledger.keepsEverything || !isObject(value)) return;

  const person = personFor(sandbox, value);
  if (person === undefined) return;
  if (array === 'attributes') applyAttributes(sandbox.people, person, value);
  if (array === 'events') addEvent(sandbox, person, value);
  sandbox.feed.tell({ kind: 'user', brazeId: person.brazeId });
}

/** The person meant; made where Braze would: an external id by default, an alias only if asked. */
function personFor(sandbox: SandboxBraze, value: Json): Person | undefined {
  const [name] = trackNames(value);
  if (name === undefined) return undefined;
  const known = sandbox.people.find(name);
  if (known !== undefined) return known;

  const existingOnly = value['_update_existing_only'] ?? name.kind === 'alias';
  const isMade = existingOnly === false && name.kind !== 'braze_id';
  return isMade ? sandbox.people.create([name]) : undefined;
}

/** An event from the future happened now, as Braze sees it. */
function addEvent(sandbox: SandboxBraze, person: Person, event: Json): void {
  const nowMs = sandbox.clock.now().getTime();
  const timeMs = Math.min(Date.parse(textAt(event, 'time') ?? ''), nowMs);
  const properties = event['properties'];
  person.events.add({
    name: textAt(event, 'name') ?? '',
    time: new Date(timeMs).toISOString(),
    properties: isObject(properties) ? properties : {},
  });
}
