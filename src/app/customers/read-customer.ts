import type { HandoffFiles } from '#app/ports/handoff-files.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import { restore } from '#core/conversation/restore.ts';
import { SnapshotUnreadable } from '#core/conversation/transition-errors.ts';
import { type CustomerFacts, customerFacts } from '#core/handoff/customer-facts.ts';

/** Tells what is known of a customer, read off their conversation as it stands now. */
export class ReadCustomer {
  constructor(
    private readonly files: HandoffFiles,
    private readonly releases: ReleaseLibrary,
  ) {}

  /** `undefined` where there is no such conversation, nothing has happened in it, or it cannot be read. */
  async execute(conversationId: string): Promise<CustomerFacts | undefined> {
    const file = await this.files.read(conversationId);
    if (file?.releaseId === undefined) return undefined;
    const { releaseId, state, log } = file;
    await this.releases.load(releaseId);
    const release = this.releases.inMemory(releaseId);
    if (release === undefined) return undefined;
    try {
      return customerFacts(release, restore(release, state.snapshot).context, log);
    } catch (failure) {
      // A person looks at it already; they may write all the same.
      if (failure instanceof SnapshotUnreadable) return undefined;
      throw failure;
    }
  }
}
