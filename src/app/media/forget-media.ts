import { Forgetting } from '../housekeeping/forgetting.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { MediaShelf } from '../ports/media-shelf.ts';

/** Few, for each may be megabytes. */
const AT_ONCE = 50;

/** Lets go of files once nobody is meant to look at them any more; their rows tell that they were. */
export class ForgetMedia extends Forgetting {
  protected override readonly what = 'forget old files';

  constructor(
    private readonly shelf: MediaShelf,
    protected override readonly incidents: Incidents,
    /** Days that files are kept. */
    private readonly days: number,
  ) {
    super();
  }

  override async execute(): Promise<void> {
    let forgotten = AT_ONCE;
    while (forgotten === AT_ONCE) {
      forgotten = await this.shelf.forgetOlderThan(this.days, AT_ONCE);
    }
  }
}
