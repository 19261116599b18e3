import { beforeEach, describe, expect, it } from '@jest/globals';

import { ReleaseStore } from '#app/ports/release-store.ts';
import type { ReleaseFile } from '#core/flow/compile-release.ts';

import { filesOf } from '../../../test/support/flow/a-release.ts';
import { PublishRelease } from './publish-release.ts';

/** Remembers what was published. */
class FakeReleaseStore extends ReleaseStore {
  readonly published: string[] = [];

  override publish(_files: readonly ReleaseFile[], by: string) {
    this.published.push(by);
    return Promise.resolve({ id: this.published.length, wasLive: false });
  }

  override live(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override read(): Promise<readonly ReleaseFile[]> {
    return Promise.resolve([]);
  }
}

const AFTER_THE_WINDOW = filesOf([
  `
flow: late
start: { keywords: [late] }
steps:
  promise: { say: You hear from me. }
  a_day: { wait: 36h }
  tell: { say: Here I am., goto: end }`,
]);

describe('PublishRelease', () => {
  let store: FakeReleaseStore;
  let publish: PublishRelease;
  beforeEach(() => {
    store = new FakeReleaseStore();
    publish = new PublishRelease(store);
  });

  it('refuses flows that cannot be proved, with the chat that shows why', async () => {
    const published = await publish.execute(AFTER_THE_WINDOW, 'ann');

    const problems = 'problems' in published ? published.problems : [];
    expect(problems.map(({ code }) => code)).toContain('proof.outside-window');
    expect(problems.flatMap(({ chat = [] }) => chat)).toContain('(36 hours later)');
    expect(store.published).toEqual([]);
  });

  it('makes them live where it is told to, and says what was not proved', async () => {
    const published = await publish.execute(AFTER_THE_WINDOW, 'ann', { unproved: true });

    const unproved = 'unproved' in published ? published.unproved : [];
    expect(unproved.map(({ code }) => code)).toContain('proof.outside-window');
    expect(store.published).toEqual(['ann']);
  });

  it('never makes live what does not compile', async () => {
    const broken = filesOf(['flow: x\nsteps: { a: { sya: Hi } }']);

    expect(await publish.execute(broken, 'ann', { unproved: true })).toHaveProperty('problems');
    expect(store.published).toEqual([]);
  });
});
