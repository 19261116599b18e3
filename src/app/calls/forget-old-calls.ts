import { Forgetting } from '../housekeeping/forgetting.ts';
import { untilFew } from '../housekeeping/until-few.ts';
import type { Incidents } from '../ports/incidents.ts';
import type { OldCalls } from '../ports/old-calls.ts';

/** For so long people look back at what was asked and what came of it. */
const CALLS_KEPT_DAYS = 30;
/** What models cost is looked at by the month, and compared with the one before. */
const QUESTIONS_KEPT_DAYS = 90;

/** Forgets calls that were settled long ago, and questions to models with them. */
export class ForgetOldCalls extends Forgetting {
  protected override readonly what = 'forget old calls';

  constructor(
    private readonly calls: OldCalls,
    protected override readonly incidents: Incidents,
  ) {
    super();
  }

  override async execute(): Promise<void> {
    await untilFew((atOnce) => this.calls.forgetSettled(CALLS_KEPT_DAYS, atOnce));
    await untilFew((atOnce) => this.calls.forgetQuestions(QUESTIONS_KEPT_DAYS, atOnce));
    await untilFew((atOnce) => this.calls.forgetToolCalls(QUESTIONS_KEPT_DAYS, atOnce));
    await untilFew((atOnce) => this.calls.forgetSummaries(QUESTIONS_KEPT_DAYS, atOnce));
  }
}
