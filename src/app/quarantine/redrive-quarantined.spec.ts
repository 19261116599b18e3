import { beforeEach, describe, expect, it } from '@jest/globals';

import { StoreUnavailable } from '#app/accept-events/accept-errors.ts';
import { WebhookSeals } from '#app/ports/webhook-seals.ts';

import { FakeAcceptEvents } from '../../../test/support/door/fake-accept-events.ts';
import { InMemoryQuarantine } from '../../../test/support/quarantine/in-memory-quarantine.ts';
import { aQuarantine } from '../../../test/support/quarantine/quarantine-store.contract.ts';
import { hardenedBody } from '../../../test/support/webhook-bodies.ts';
import { DismissQuarantined } from './dismiss-quarantined.ts';
import { ListQuarantine } from './list-quarantine.ts';
import { AlreadyDecided, NotInQuarantine, StillUnreadable } from './quarantine-errors.ts';
import { RedriveQuarantined } from './redrive-quarantined.ts';

/** Believes the signature `good`. */
class PlainSeals extends WebhookSeals {
  override verify(_text: string, signature: string): 'genuine' | 'forged' {
    return signature === 'good' ? 'genuine' : 'forged';
  }

  override digest(parts: readonly unknown[]): string {
    return JSON.stringify(parts);
  }
}

const NOW = new Date('2026-11-22T12:00:00Z');
const ANA = { kind: 'external_id', value: 'ana-1' } as const;

describe('RedriveQuarantined', () => {
  let store: InMemoryQuarantine;
  let acceptEvents: FakeAcceptEvents;
  let redrive: RedriveQuarantined;
  beforeEach(() => {
    store = new InMemoryQuarantine();
    acceptEvents = new FakeAcceptEvents();
    redrive = new RedriveQuarantined(store, acceptEvents, new PlainSeals());
  });

  const keep = async (body: string, headers = {}): Promise<string> => {
    const entry = aQuarantine({ raw: Buffer.from(body), headers });
    await store.keep(entry);
    return entry.id;
  };

  it('reads the bytes anew and gives them to their conversation, flagged', async () => {
    const id = await keep(hardenedBody());

    const receipt = await redrive.execute(id, {}, NOW);

    expect(receipt.status).toBe('accepted');
    expect(acceptEvents.arrivals[0]).toMatchObject({
      arrivalId: id,
      event: { text: 'Hola', renderedAt: store.kept[0]?.receivedAt.toISOString() },
      flags: ['redriven'],
      dedupeKey: '["d-1","Hola",[],null]',
    });
    expect(store.kept[0]?.state).toBe('redriven');
  });

  it('takes the word of an operator for whose it is', async () => {
    const body = hardenedBody({ user_id: '{{${user_id}}}', dispatch_id: '{{campaign}}' });
    const id = await keep(body, { 'x-parley-user': 'x', 'x-parley-signature': 'bad' });

    await redrive.execute(id, { identity: ANA }, NOW);

    expect(acceptEvents.arrivals[0]).toMatchObject({ to: { identities: [ANA] } });
    expect(acceptEvents.arrivals[0]?.dedupeKey).toBeUndefined();
  });

  it('takes the word of an operator for everything', async () => {
    const id = await keep('junk');

    await redrive.execute(id, { identity: ANA, text: 'Hello\0' }, NOW);

    expect(acceptEvents.arrivals[0]).toMatchObject({ event: { text: 'Hello\uFFFD' } });
  });

  it.each([{}, { identity: ANA }, { text: 'x' }])('says what is missing with %j', async (given) => {
    const id = await keep('junk');

    await expect(redrive.execute(id, given, NOW)).rejects.toThrow(StillUnreadable);
    expect(store.kept[0]?.state).toBe('open');
  });

  it('leaves the entry open where it was not applied', async () => {
    const id = await keep(hardenedBody());
    acceptEvents.failures.push(new StoreUnavailable(new Error()));

    await expect(redrive.execute(id, {}, NOW)).rejects.toThrow(StoreUnavailable);
    expect(store.kept[0]?.state).toBe('open');
  });

  it('decides once', async () => {
    const id = await keep(hardenedBody());
    await redrive.execute(id, {}, NOW);

    await expect(redrive.execute(id, {}, NOW)).rejects.toThrow(AlreadyDecided);
    await expect(new DismissQuarantined(store).execute(id)).rejects.toThrow(AlreadyDecided);
    await expect(redrive.execute('none', {}, NOW)).rejects.toThrow(NotInQuarantine);
  });
});

describe('DismissQuarantined', () => {
  it('closes an entry and keeps its bytes', async () => {
    const store = new InMemoryQuarantine();
    const entry = aQuarantine();
    await store.keep(entry);

    await new DismissQuarantined(store).execute(entry.id);

    expect(await new ListQuarantine(store).one(entry.id)).toMatchObject({ state: 'dismissed' });
    await expect(new DismissQuarantined(store).execute('none')).rejects.toThrow(NotInQuarantine);
  });
});
