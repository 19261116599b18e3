import { beforeEach, describe, expect, it } from '@jest/globals';

import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';

import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { AScreen, aViewer } from '../../../test/support/live/a-screen.ts';
import { FakeAir, FakeLiveWire } from '../../../test/support/live/fake-live-wire.ts';
import { FakeLiveWords } from '../../../test/support/live/fake-live-words.ts';
import { LiveHub } from './live-hub.ts';
import { News } from './news.ts';

const C1 = 'c1';

describe('LiveHub', () => {
  let time: VirtualTime;
  let air: FakeAir;
  let wire: FakeLiveWire;
  let words: FakeLiveWords;
  let hub: LiveHub;

  beforeEach(() => {
    time = new VirtualTime();
    air = new FakeAir();
    words = new FakeLiveWords();
    ({ wire, hub } = replica());
  });

  function replica(): { wire: FakeLiveWire; hub: LiveHub } {
    const own = new FakeLiveWire(air);
    const hub = new LiveHub(own, time, time.timers, new UuidV7Ids(), words);
    return { wire: own, hub };
  }

  async function pass(ms: number): Promise<void> {
    let isOver = false;
    time.timers.after(ms, () => {
      isOver = true;
    });
    await time.passUntil(() => isOver);
  }

  it('gathers and sends nothing while nobody looks', async () => {
    const other = replica();

    hub.tell(new News().touch(C1, 4));
    await pass(1000);

    expect(hub.isWatched).toBe(false);
    expect([...wire.sent, ...other.wire.sent]).toEqual([]);
  });

  it('tells who watches a conversation that it changed, once for all that a moment brought', async () => {
    const screen = new AScreen();
    hub.open(aViewer({ watching: [C1] }), screen, undefined);

    hub.tell(new News().touch(C1, 4));
    hub.tell(new News().touch(C1, 6).touch('c2', 1));
    await pass(100);

    expect(screen.told('changed')).toEqual([
      { conversations: [{ id: C1, seq: 6 }], queues: [], mine: false },
    ]);
  });

  it('brings the words along where it is known which are new, read once for all who look', async () => {
    const screens = [new AScreen(), new AScreen()];
    for (const screen of screens) hub.open(aViewer({ watching: [C1] }), screen, undefined);

    hub.tell(new News().touch(C1, 4, [4]).touch('c2', 9, [9]));
    hub.tell(new News().touch(C1, 5, [5]).touch(C1, 0, [3]));
    await pass(100);

    expect(words.asked).toEqual([[{ conversationId: C1, entries: [4, 5, 3] }]]);
    for (const screen of screens) {
      expect(screen.told('changed')).toMatchObject([
        {
          conversations: [
            {
              ...{ id: C1, seq: 5 },
              words: { conversation: { id: C1 }, entries: [{ seq: 4 }, { seq: 5 }, { seq: 3 }] },
            },
          ],
        },
      ]);
    }
  });

  it('reads nothing where a page has to ask anyway, or nobody looks', async () => {
    const screen = new AScreen();
    hub.open(aViewer({ watching: [C1] }), screen, undefined);

    hub.tell(new News().touch(C1, 4, [4]).touch(C1));
    hub.tell(new News().touch('c2', 1, [1]));
    await pass(100);

    expect(words.asked).toEqual([]);
    expect(screen.told('changed')).toEqual([
      { conversations: [{ id: C1, seq: 4 }], queues: [], mine: false },
    ]);
  });

  it('names what changed, and no more, to who may not see the words any more', async () => {
    const screen = new AScreen();
    const scope = { kind: 'some', queues: ['sales'], agent: 'bo' } as const;
    hub.open(aViewer({ scope, watching: [C1] }), screen, undefined);

    hub.tell(new News().touch(C1, 4, [4]));
    await pass(100);

    expect(screen.told('changed')).toEqual([
      { conversations: [{ id: C1, seq: 4 }], queues: [], mine: false },
    ]);
  });

  it.each([
    ['cannot be read', () => Promise.reject(new Error('away'))],
    ['take too long', () => new Promise<void>(() => undefined)],
  ])('names what changed where the words %s', async (_, before) => {
    words.before = before;
    const screen = new AScreen();
    hub.open(aViewer({ watching: [C1] }), screen, undefined);

    hub.tell(new News().touch(C1, 4, [4]));
    await pass(2000);

    expect(screen.told('changed')).toEqual([
      { conversations: [{ id: C1, seq: 4 }], queues: [], mine: false },
    ]);
  });

  it('tells in order: what comes while words are read comes after them', async () => {
    let read = (): void => undefined;
    words.before = () =>
      new Promise((resolve) => {
        read = resolve;
      });
    const screen = new AScreen();
    hub.open(aViewer({ watching: [C1] }), screen, undefined);
    hub.tell(new News().touch(C1, 4, [4]));
    await pass(100);

    const news = new News();
    news.people.add('ana');
    hub.tell(news);
    await pass(100);
    expect(screen.told('changed')).toEqual([]);
    read();
    await pass(100);

    expect(screen.told('changed')).toMatchObject([
      { conversations: [{ seq: 4 }], mine: false },
      { conversations: [], mine: true },
    ]);
  });

  it('tells nobody of a conversation that they do not look at', async () => {
    const screen = new AScreen();
    hub.open(aViewer(), screen, undefined);

    hub.tell(new News().touch(C1, 4));
    await pass(100);

    expect(screen.told('changed')).toEqual([]);
  });

  it('tells of a queue only who may see it, and of a list only whose it is', async () => {
    const [care, sales] = [new AScreen(), new AScreen()];
    const scope = (queue: string, agent: string) =>
      ({ kind: 'some', queues: [queue], agent }) as const;
    hub.open(aViewer({ person: 'ana', scope: scope('care', 'ana') }), care, undefined);
    hub.open(aViewer({ person: 'bo', scope: scope('sales', 'bo') }), sales, undefined);

    const news = new News();
    news.queues.add('care');
    news.people.add('bo');
    hub.tell(news);
    await pass(100);

    expect(care.told('changed')).toEqual([{ conversations: [], queues: ['care'], mine: false }]);
    expect(sales.told('changed')).toEqual([{ conversations: [], queues: [], mine: true }]);
  });

  it('tells of a line that never rests now and then, and of its last change for sure', async () => {
    const screen = new AScreen();
    hub.open(aViewer(), screen, undefined);

    for (let change = 0; change < 50; change += 1) {
      const news = new News();
      news.queues.add('care');
      hub.tell(news);
      await pass(20);
    }
    await pass(1000);

    const { length } = screen.told('changed');
    expect(length).toBeGreaterThanOrEqual(2);
    expect(length).toBeLessThanOrEqual(4);
  });

  it('reaches the pages of another replica', async () => {
    const other = replica();
    const screen = new AScreen();
    other.hub.open(aViewer({ watching: [C1] }), screen, undefined);

    hub.tell(new News().touch(C1, 4));
    await pass(100);

    expect(screen.told('changed')).toHaveLength(1);
    expect(wire.sent).toHaveLength(1);
  });

  it('makes up after a break for exactly what was missed', async () => {
    const first = new AScreen();
    const close = hub.open(aViewer({ watching: [C1] }), first, undefined);
    hub.open(aViewer({ person: 'bo' }), new AScreen(), undefined);
    hub.tell(new News().touch(C1, 4));
    await pass(100);
    close();
    hub.tell(new News().touch(C1, 5));
    hub.tell(new News().touch(C1, 6));
    await pass(100);

    const again = new AScreen();
    hub.open(aViewer({ watching: [C1] }), again, first.lastId);

    expect(again.told('refresh')).toEqual([]);
    expect(again.told('changed')).toEqual([
      { conversations: [{ id: C1, seq: 6 }], queues: [], mine: false },
    ]);
  });

  it.each([undefined, 'another-run.3', 'nonsense', ''])(
    'has a page read everything where nobody knows what it missed (%p)',
    (lastEventId) => {
      const screen = new AScreen();
      hub.open(aViewer(), screen, lastEventId);

      expect(screen.told('refresh')).toHaveLength(1);
    },
  );

  it('has every page read again when it may have missed what the others told', () => {
    const screen = new AScreen();
    hub.open(aViewer(), screen, undefined);

    wire.ear?.gap();

    expect(screen.told('refresh')).toHaveLength(2);
  });

  it('shows colleagues who else looks and who types, over replicas, until they are gone', async () => {
    const other = replica();
    const [ana, bo] = [new AScreen(), new AScreen()];
    hub.open(aViewer({ person: 'ana', name: 'Ana', watching: [C1] }), ana, undefined);
    const leave = other.hub.open(
      aViewer({ person: 'bo', name: 'Bo', watching: [C1] }),
      bo,
      undefined,
    );
    await pass(100);
    other.hub.types(C1, 'bo');
    await pass(100);
    expect(ana.told('people').at(-1)).toEqual({
      conversation: C1,
      people: [
        { id: 'ana', name: 'Ana', typing: false },
        { id: 'bo', name: 'Bo', typing: true },
      ],
    });

    leave();
    await pass(60_000);

    expect(ana.told('people').at(-1)).toEqual({
      conversation: C1,
      people: [{ id: 'ana', name: 'Ana', typing: false }],
    });
  });

  it('ends every stream when the process leaves, and takes no new ones', async () => {
    const screen = new AScreen();
    hub.open(aViewer(), screen, undefined);

    await hub.close();

    expect(screen.hasEnded).toBe(true);
    expect(() => hub.open(aViewer(), screen, undefined)).toThrow('leaving');
  });

  it('refuses one person more pages than anybody looks at', () => {
    for (let page = 0; page < 20; page += 1) hub.open(aViewer(), new AScreen(), undefined);

    expect(() => hub.open(aViewer(), new AScreen(), undefined)).toThrow('close some');
    hub.open(aViewer({ person: 'bo' }), new AScreen(), undefined);
  });
});
