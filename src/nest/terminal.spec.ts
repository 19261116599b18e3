import { PassThrough } from 'node:stream';

import { describe, expect, it } from '@jest/globals';

import { terminalOf } from './terminal.ts';

type Streams = Parameters<typeof terminalOf>[0];

function aTerminal(typed: string): {
  terminal: ReturnType<typeof terminalOf>;
  errors: PassThrough;
} {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(typed);
  const streams = { stdin, stdout, stderr } as unknown as Streams;
  return { terminal: terminalOf(streams), errors: stderr };
}

describe('terminalOf', () => {
  it('reads lines of a pipe one after the other, and then none', async () => {
    const { terminal } = aTerminal('one\ntwo\nthree');

    const lines = [];
    for (let i = 0; i < 5; i += 1) lines.push(await terminal.readLine('> '));

    expect(lines).toEqual(['one', 'two', 'three', undefined, undefined]);
  });

  it('neither colours nor shows progress where nobody looks', () => {
    const { terminal, errors } = aTerminal('');

    terminal.progress('half');

    expect(terminal).toMatchObject({ isTerminal: false, hasColours: false });
    expect(errors.read()).toBeNull();
  });
});
