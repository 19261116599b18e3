import type { Identity } from '#core/conversation/identity.ts';

import { joinedAttributes } from './joined-attributes.ts';

type TrackValues = Readonly<Record<string, unknown>>;

/** A write-back whose turn has come. */
export interface TrackRow {
  readonly conversationId: string;
  readonly recipient: Identity;
  readonly attributes: Readonly<Record<string, unknown>> | undefined;
  readonly event: TrackEvent | undefined;
}

interface TrackEvent {
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Attributes of one profile, those of several write-backs as one. */
interface AttributesObject<Row> {
  readonly recipient: Identity;
  readonly values: Readonly<Record<string, unknown>>;
  /** The write-backs that it is made of. */
  readonly rows: readonly Row[];
}

interface EventObject<Row> extends TrackEvent {
  readonly recipient: Identity;
  readonly rows: readonly [Row];
}

/** One call to `/users/track`; a conversation is never in two of them. */
export interface TrackPlan<Row> {
  readonly attributes: readonly AttributesObject<Row>[];
  readonly events: readonly EventObject<Row>[];
}

/** Braze takes no more in one call. @see https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
export const MAX_TRACK_OBJECTS = 75;
/** A row becomes two objects at most, so that any conversation's rows fit one call. */
export const MAX_ROWS_A_CONVERSATION = 25;

/**
 * Packs write-backs into as few calls as fit.
 *
 * Attributes of one conversation become one object, the later writer winning key by key: sent
 * one after another they would cost a data point each and could overtake one another.
 *
 * @param rows in order within each conversation, 25 at most of each
 */
export function trackPlansOf<Row extends TrackRow>(
  rows: readonly Row[],
): readonly TrackPlan<Row>[] {
  const plans: { attributes: AttributesObject<Row>[]; events: EventObject<Row>[] }[] = [];
  for (const own of lanesOf(rows)) {
    const attributes = attributesOf(own);
    const events = own.flatMap(eventOf);
    let plan = plans.at(-1);
    const size = attributes.length + events.length;
    if (plan === undefined || sizeOf(plan) + size > MAX_TRACK_OBJECTS) {
      plan = { attributes: [], events: [] };
      plans.push(plan);
    }
    plan.attributes.push(...attributes);
    plan.events.push(...events);
  }
  return plans;
}

function lanesOf<Row extends TrackRow>(rows: readonly Row[]): Iterable<readonly Row[]> {
  const lanes = new Map<string, Row[]>();
  for (const row of rows) {
    const lane = lanes.get(row.conversationId);
    if (lane === undefined) lanes.set(row.conversationId, [row]);
    else lane.push(row);
  }
  return lanes.values();
}

function attributesOf<Row extends TrackRow>(rows: readonly Row[]): AttributesObject<Row>[] {
  const objects: { recipient: Identity; values: TrackValues; rows: Row[] }[] = [];
  for (const row of rows) {
    const { recipient, attributes } = row;
    if (attributes === undefined) continue;
    const last = objects.at(-1);
    const joined = last && joinedAttributes(last.values, attributes);
    if (last === undefined || joined === undefined) {
      objects.push({ recipient, values: attributes, rows: [row] });
    } else {
      last.values = joined;
      last.rows.push(row);
    }
  }
  return objects;
}

function eventOf<Row extends TrackRow>(row: Row): EventObject<Row>[] {
  const { recipient, event } = row;
  return event === undefined ? [] : [{ ...event, recipient, rows: [row] }];
}

function sizeOf<Row>({ attributes, events }: TrackPlan<Row>): number {
  return attributes.length + events.length;
}
