import { describe, expect, it } from '@jest/globals';

import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { DatabaseTime } from '../ports/database-time.ts';
import { type HandoffFile, HandoffFiles } from '../ports/handoff-files.ts';
import { ReleaseLibrary } from '../ports/release-library.ts';
import { type DescribedHandoff, DescribeHandoff } from './describe-handoff.ts';

const FLOW = `
flow: hello
start: { keywords: [hello] }
steps: { hello: { say: Hello } }
`;

class OneFile extends HandoffFiles {
  constructor(private readonly file: HandoffFile | undefined) {
    super();
  }

  override read(): Promise<HandoffFile | undefined> {
    return Promise.resolve(this.file);
  }
}

class OneRelease extends ReleaseLibrary {
  constructor(private readonly release: CompiledRelease) {
    super();
  }

  override live(): undefined {
    return undefined;
  }

  override inMemory(): CompiledRelease {
    return this.release;
  }

  override load(): Promise<void> {
    return Promise.resolve();
  }
}

class StillTime extends DatabaseTime {
  override nowMs(): Promise<number> {
    return Promise.resolve(0);
  }
}

async function described(desk: string): Promise<DescribedHandoff | undefined> {
  const release = aRelease([FLOW], `${A_BOT}\n${desk}`);
  const chat = new Chat(release);
  chat.says('hello');
  chat.happens({ kind: 'agent-took', agent: 'ana' });
  const file = { state: chat.state, releaseId: 7, log: [], said: [], asked: [] };
  const handoffs = new DescribeHandoff(new OneFile(file), new OneRelease(release), new StillTime());
  return handoffs.execute('c1');
}

describe('DescribeHandoff', () => {
  it.each([
    ['desk: { idle: { after: 4h, then: close } }', 'close'],
    ['desk: { idle: { after: 4h, then: menu } }', 'menu'],
    ['', undefined],
  ])('says what silence does where bot.yaml has %j', async (desk, silence) => {
    expect(await described(desk)).toMatchObject({ card: { release: 7 }, silence });
  });

  it('knows nothing of who is not there', async () => {
    const release = new OneRelease(aRelease([FLOW]));
    const handoffs = new DescribeHandoff(new OneFile(undefined), release, new StillTime());

    expect(await handoffs.execute('c1')).toBeUndefined();
  });
});
