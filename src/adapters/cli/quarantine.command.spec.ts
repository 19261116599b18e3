import { beforeEach, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';

import { DismissQuarantined } from '#app/quarantine/dismiss-quarantined.ts';
import { ListQuarantine } from '#app/quarantine/list-quarantine.ts';
import { NotInQuarantine } from '#app/quarantine/quarantine-errors.ts';
import type { Correction } from '#app/quarantine/redrive-quarantined.ts';

import { CONVERSATION } from '../../../test/support/door/fake-accept-events.ts';
import { InMemoryQuarantine } from '../../../test/support/quarantine/in-memory-quarantine.ts';
import { aQuarantine } from '../../../test/support/quarantine/quarantine-store.contract.ts';
import { addQuarantineCommands } from './quarantine.command.ts';

describe('parley quarantine', () => {
  let store: InMemoryQuarantine;
  let written: string;
  let closed: number;
  let corrections: Correction[];
  beforeEach(() => {
    store = new InMemoryQuarantine();
    written = '';
    closed = 0;
    corrections = [];
  });

  const parley = async (...words: readonly string[]): Promise<string> => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    addQuarantineCommands(program, {
      open: () =>
        Promise.resolve({
          list: new ListQuarantine(store),
          dismiss: new DismissQuarantined(store),
          redrive: {
            execute: (_id, correction) => {
              corrections.push(correction);
              return Promise.resolve({ status: 'accepted', conversationId: CONVERSATION, seq: 7 });
            },
          },
          close: () => {
            closed += 1;
            return Promise.resolve();
          },
        }),
      write: (text) => {
        written += text;
      },
      hasColours: false,
      now: () => new Date(0),
    });
    await program.parseAsync(['quarantine', ...words], { from: 'user' });
    return written;
  };

  it('lists what is open', async () => {
    const entry = aQuarantine();
    await store.keep(entry);

    expect(await parley('list')).toContain(`${entry.id}  `);
    expect(closed).toBe(1);
  });

  it('says that there is nothing', async () => {
    expect(await parley('list', '--state', 'dismissed')).toBe(
      'Nothing is dismissed in quarantine.\n',
    );
  });

  it('shows bytes that a terminal can bear', async () => {
    const entry = aQuarantine({ raw: Buffer.from('a\u001b[2Jb\u202Ec ñ\nd') });
    await store.keep(entry);

    expect(await parley('show', entry.id)).toContain('a\\u{1b}[2Jb\\u{202e}c ñ\nd');
  });

  it.each([
    [['--as', 'external_id:a:b'], { identity: { kind: 'external_id', value: 'a:b' } }],
    [['--as', 'alias:phone:+1'], { identity: { kind: 'alias', value: '["phone","+1"]' } }],
    [['--text', 'hi'], { text: 'hi' }],
    [[], {}],
  ])('redrives with %j', async (options, correction) => {
    const said = await parley('redrive', 'some-id', ...options);

    expect(said).toBe(`accepted: conversation ${CONVERSATION}, event 7\n`);
    expect(corrections).toEqual([correction]);
  });

  it('dismisses, and closes what it opened when that fails', async () => {
    const entry = aQuarantine();
    await store.keep(entry);
    expect(await parley('dismiss', entry.id)).toBe('dismissed\n');

    await expect(parley('dismiss', 'none')).rejects.toThrow(NotInQuarantine);
    expect(closed).toBe(2);
  });
});
