import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { MediaFile, SaidReply, TranscriptEntry } from '../api/desk-types.ts';
import { type Item, itemsOf } from './transcript-items.ts';

const FILE: MediaFile = {
  ...{ id: 'm1', state: 'kept', kind: 'image', type: 'image/png', size: 9, name: 'a.png' },
  reason: null,
};

function aReply(reply: Partial<SaidReply>): SaidReply {
  return {
    ...{ reply: 'r1', sender: 'bot', step: 'menu.hello', state: 'sent', carrier: 'c' },
    ...{ properties: { text: 'Hello' }, due_at: '2026-11-23T12:00:05', settled_at: null },
    ...{ reason: null, delivery: null, failure_reason: null },
    ...reply,
  };
}

function anEntry(entry: Partial<TranscriptEntry>): TranscriptEntry {
  return {
    ...{ seq: 1, kind: 'message', at: '2026-11-23T12:00:00', payload: {}, parked: null },
    ...{ replies: [], media: [] },
    ...entry,
  };
}

/** Without the days, which come before everything else. */
const items = (...entries: readonly TranscriptEntry[]): readonly Item[] =>
  itemsOf(entries).filter(({ kind }) => kind !== 'day');

const KINDS = [
  ...['message', 'noted', 'agent-reply', 'agent-template', 'chat-started', 'call-result'],
  ...['timer', 'claimed', 'something-new'],
];
const aPayload = fc.dictionary(
  fc.constantFrom('text', 'media', 'by', 'agent', 'attachment'),
  fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(null), fc.integer()),
);
/** In hours after the one before. */
const aLog = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      payload: aPayload,
      hours: fc.nat({ max: 30 }),
      n: fc.nat({ max: 3 }),
    }),
    { maxLength: 30 },
  )
  .map((events) => {
    let atMs = Date.parse('2026-11-23T00:00:00');
    return events.map(({ kind, payload, hours, n }, place) => {
      atMs += hours * 3_600_000;
      const at = new Date(atMs).toISOString();
      const replies = Array.from({ length: n }, (_, idx) =>
        aReply({ reply: `r${String(place)}.${String(idx)}`, due_at: at }),
      );
      return anEntry({ seq: place + 1, kind, payload, at, replies });
    });
  });

describe('itemsOf', () => {
  it('shows each message, note and reply once, and folds everything else', () => {
    fc.assert(
      fc.property(aLog, (entries) => {
        const shown = itemsOf(entries);

        const keys = shown.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const said = shown.flatMap((item) => (item.kind === 'said' ? [item.reply.reply] : []));
        expect(said).toEqual(entries.flatMap(({ replies }) => replies.map(({ reply }) => reply)));
        const wrote = shown.filter(({ kind }) => kind === 'customer' || kind === 'note').length;
        const writing = entries.filter(({ kind }) => kind === 'message' || kind === 'noted');
        expect(wrote).toBe(writing.length);
        const happened = shown.flatMap((item) => (item.kind === 'happened' ? item.events : []));
        const silent = ['message', 'noted', 'agent-reply', 'agent-template'];
        expect(happened).toEqual(entries.filter(({ kind }) => !silent.includes(kind)));
      }),
    );
  });

  it('never shows two folded lines beside each other', () => {
    fc.assert(
      fc.property(aLog, (entries) => {
        const kinds = itemsOf(entries).map(({ kind }) => kind);
        expect(kinds.some((kind, place) => kind === 'happened' && kinds[place + 1] === kind)).toBe(
          false,
        );
      }),
    );
  });

  it('begins each day with its date, and none twice', () => {
    fc.assert(
      fc.property(aLog, (entries) => {
        const days = itemsOf(entries).flatMap((item) => (item.kind === 'day' ? [item.at] : []));
        const dates = entries.map(({ at }) => new Date(at).toDateString());
        expect(days.map((at) => new Date(at).toDateString())).toEqual([...new Set(dates)]);
      }),
    );
  });

  it('shows a message with its files; of those that were never kept, the addresses', () => {
    const payload = { text: 'Look', media: ['https://a.example/1', 7] };

    expect(items(anEntry({ payload }))).toEqual([
      expect.objectContaining({ text: 'Look', files: [], lost: ['https://a.example/1'] }),
    ]);
    expect(items(anEntry({ payload, media: [FILE] }))).toEqual([
      expect.objectContaining({ text: 'Look', files: [FILE], lost: [] }),
    ]);
  });

  it("shows an agent's words under their name, with the file before the first of them", () => {
    const attachment = { media: 'm1', kind: 'image', name: 'a.png', type: 'image/png', size: 9 };
    const replies = [
      aReply({ reply: 'r1', sender: 'agent', properties: { image_url: 'https://a.example/x' } }),
      aReply({ reply: 'r2', sender: 'agent' }),
    ];
    const sent = anEntry({ kind: 'agent-reply', payload: { agent: 'a1', attachment }, replies });

    expect(items(sent)).toEqual([
      expect.objectContaining({ by: 'agent', agent: 'a1', file: FILE }),
      expect.objectContaining({ by: 'agent', agent: 'a1', file: undefined }),
    ]);
    // It is shown itself, not by the address that Braze fetches it from.
    expect(items(sent)[0]).toMatchObject({ said: { image: undefined } });
  });

  it.each(['agent-template', 'chat-started'])(
    'shows of a template what the customer read, not its variables (%s)',
    (kind) => {
      const properties = { name: 'Ana', news: 'It is here' };
      const replies = [aReply({ sender: 'agent', properties })];
      const payload = { agent: 'a1', text: 'Hello Ana: It is here' };
      const said = items(anEntry({ kind, payload, replies })).find((item) => item.kind === 'said');

      expect(said?.said).toEqual({ text: payload.text, image: undefined, buttons: [] });
    },
  );

  it('says of the first reply only that it was what the AI answered', () => {
    const replies = [aReply({ reply: 'r1' }), aReply({ reply: 'r2' })];
    const shown = items(anEntry({ seq: 7, kind: 'call-result', replies }));

    expect(shown.flatMap((item) => (item.kind === 'said' ? [item.answer] : []))).toEqual([
      7,
      undefined,
    ]);
  });
});
