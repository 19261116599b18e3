import { randomUUID } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';

import type { NewQuarantine, QuarantineStore } from '#app/ports/quarantine-store.ts';

/** An entry as the door makes it; `values` name what matters. */
export function aQuarantine(values: Partial<NewQuarantine> = {}): NewQuarantine {
  return {
    id: randomUUID(),
    reason: 'not-json',
    detail: 'The body is not JSON',
    headers: { 'x-parley-user': 'ana-1' },
    raw: Buffer.from('{"message":'),
    ...values,
  };
}

/** What every quarantine does. @param store an empty one */
export function keepsAQuarantine(makeStore: () => QuarantineStore): void {
  describe('a quarantine', () => {
    let store: QuarantineStore;
    beforeEach(() => {
      store = makeStore();
    });

    it('gives back every byte that it was given', async () => {
      const raw = Uint8Array.from({ length: 512 }, (_, i) => i % 256);
      const entry = aQuarantine({ raw });

      await store.keep(entry);

      const found = await store.get(entry.id);
      expect(found).toMatchObject({ ...entry, raw: expect.anything(), state: 'open' });
      expect(Buffer.from(found?.raw ?? [])).toEqual(Buffer.from(raw));
    });

    it('keeps an entry once', async () => {
      const entry = aQuarantine();

      await store.keep(entry);
      await store.keep({ ...entry, detail: 'again' });

      expect((await store.get(entry.id))?.detail).toBe(entry.detail);
    });

    it('lists what is open, the newest first, without its bytes', async () => {
      const [first, second] = [aQuarantine(), aQuarantine()];
      await store.keep(first);
      await new Promise((resume) => setTimeout(resume, 5));
      await store.keep(second);

      const list = await store.list({ state: 'open', limit: 2 });

      expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(list[0]).toEqual(expect.objectContaining({ sizeBytes: 11, state: 'open' }));
      expect(list[0]).not.toHaveProperty('raw');
      expect(await store.list({ state: 'open', limit: 1 })).toHaveLength(1);
    });

    it('closes an entry once', async () => {
      const entry = aQuarantine();
      await store.keep(entry);

      const closed = [
        await store.close(entry.id, 'redriven'),
        await store.close(entry.id, 'dismissed'),
      ];

      expect(closed).toEqual([true, false]);
      expect((await store.get(entry.id))?.state).toBe('redriven');
    });

    it.each([randomUUID(), 'no id at all'])('knows nothing of %s', async (id) => {
      expect(await store.get(id)).toBeUndefined();
      expect(await store.close(id, 'dismissed')).toBe(false);
    });
  });
}
