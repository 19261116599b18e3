import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  aCurrentsEvent,
  aWhatsappEvent,
  batchOf,
} from '../../../test/support/feedback/a-currents-event.ts';
import type { CurrentsEvent } from './currents-event.ts';
import { readCurrents } from './read-currents.ts';

const CONVERSATION = '0190a1b2-0000-7000-8000-000000000001';
const AT = Date.UTC(2026, 0) / 1000;

const only = (event: unknown): CurrentsEvent | undefined => readCurrents(batchOf(event))?.[0];

describe('readCurrents', () => {
  it.each(['', ' \n', '{}', '{"events":[]}'])('takes %j for a probe', (body) => {
    expect(readCurrents(body)).toEqual([]);
  });

  it.each(['{', '[]', 'null', '7', '"events"', '{"events":7}', '{"events":{}}'])(
    'says that %s is no batch',
    (body) => {
      expect(readCurrents(body)).toBeUndefined();
    },
  );

  it.each([
    ['Send', 'sent'],
    ['Delivery', 'delivered'],
    ['Read', 'read'],
    ['Failure', 'failed'],
    ['Abort', 'aborted'],
  ])('reads a %s as %s', (name, kind) => {
    expect(only(aWhatsappEvent(name))).toMatchObject({ kind });
  });

  it('reads whose message it is, when, and of which campaign', () => {
    const event = aWhatsappEvent('Send', {
      ...{ id: 'e1', time: AT, externalId: 'ana', brazeId: 'b1' },
      replyId: `${CONVERSATION}:7:1`,
      properties: {
        ...{ dispatch_id: 'd1', message_id: 'wamid.1', campaign_id: 'c1' },
        to_phone_number: '+34600111222',
      },
    });

    expect(only(event)).toEqual({
      ...{ kind: 'sent', id: 'e1', atMs: AT * 1000, code: undefined, reason: undefined },
      ...{ dispatchId: 'd1', messageId: 'wamid.1', source: 'c1' },
      reply: { conversationId: CONVERSATION, seq: 7, idx: 1 },
      names: [
        { kind: 'external_id', value: 'ana' },
        { kind: 'braze_id', value: 'b1' },
        { kind: 'phone', value: '+34600111222' },
      ],
    });
  });

  it('reads why WhatsApp refused and why Braze gave up', () => {
    const failure = aWhatsappEvent('Failure', {
      properties: { provider_error_code: 131047, provider_error_title: 'Re-engagement' },
    });
    const abort = aWhatsappEvent('Abort', {
      properties: { abort_type: 'quiet_hours', abort_log: 'It is night there' },
    });

    expect(only(failure)).toMatchObject({ code: '131047', reason: 'Re-engagement' });
    expect(only(abort)).toMatchObject({ code: 'quiet_hours', reason: 'It is night there' });
  });

  it.each(['', 'x:1:0', `${CONVERSATION}:1`, `${CONVERSATION}:1:0:0`, `${CONVERSATION}:-1:0`])(
    'takes %j for no reply of ours',
    (replyId) => {
      expect(only(aWhatsappEvent('Send', { replyId }))).toMatchObject({ reply: undefined });
    },
  );

  it.each([-1, 0, 1e300, '1767225600', {}])('believes no event that happened at %j', (time) => {
    expect(only(aWhatsappEvent('Send', { time }))).toMatchObject({ atMs: undefined });
  });

  it('reads that profiles became one, or went', () => {
    const orphan = aCurrentsEvent({
      ...{ type: 'users.UserOrphan', externalId: 'ana', brazeId: 'b1' },
      properties: { orphaned_by_id: 'b2' },
    });
    const deletion = aCurrentsEvent({ type: 'users.UserDeleteRequest', brazeId: 'b1' });

    expect(only(orphan)).toMatchObject({
      kind: 'orphaned',
      orphan: [
        { kind: 'external_id', value: 'ana' },
        { kind: 'braze_id', value: 'b1' },
      ],
      survivor: { kind: 'braze_id', value: 'b2' },
    });
    expect(only(deletion)).toMatchObject({
      ...{ kind: 'deleted', names: [{ kind: 'braze_id', value: 'b1' }] },
    });
  });

  it('keeps what it does not know, cut, and nothing of what is of no use', () => {
    const unknown = aCurrentsEvent({
      type: 'users.new.Thing',
      properties: { a: 'x'.repeat(9000) },
    });
    const inbound = aWhatsappEvent('InboundReceive', { properties: { message_body: 'private' } });

    expect(only(unknown)).toMatchObject({ kind: 'other', isKnown: false });
    expect((only(unknown) as { raw: string }).raw).toHaveLength(8192);
    expect(only(inbound)).toMatchObject({ kind: 'other', isKnown: true, raw: '' });
  });

  it('reads any JSON, an event for each element', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (elements) => {
        expect(readCurrents(batchOf(...elements))).toHaveLength(elements.length);
      }),
    );
  });

  it('reads events with any fields, and says nothing that cannot be stored', () => {
    const field = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
    const type = fc.constantFrom(
      ...['Send', 'Failure', 'Abort'].map((name) => `users.messages.whatsapp.${name}`),
      ...['users.UserOrphan', 'users.UserDeleteRequest', '__proto__'],
    );
    const keys = ['dispatch_id', 'message_id', 'message_extras', 'abort_log', 'orphaned_by_id'];
    const properties = fc.dictionary(fc.constantFrom(...keys), field);

    fc.assert(
      fc.property(type, field, field, properties, (event_type, id, user, given) => {
        const event = only({ event_type, id, user, time: id, properties: given });
        const { raw = '', ...stored } = { ...event } as { readonly raw?: string };
        expect(JSON.stringify(stored)).not.toMatch(/\\u0000|\\ud[89a-f]/);
        // Kept as bytes: an escape that is written out in it is text like any other.
        expect(raw).not.toMatch(/\0|\p{Cs}/u);
      }),
    );
  });
});
