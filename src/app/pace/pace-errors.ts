import { AppError } from '#core/app-error.ts';
import type { Budget } from '#core/delivery/budget.ts';

const CURES: Readonly<Record<Budget['name'], string>> = {
  sends:
    'What Parley may use of Braze’s calls in this hour is used up: replies wait for the next. ' +
    'Look for what else sends by this workspace, or raise BRAZE_HOURLY_BUDGET with your contract',
  ceiling:
    'Parley has sent as many replies in this minute as PARLEY_SENDS_PER_MINUTE allows: the ' +
    'others wait for the next. Raise it if so many customers really write; `parley pause` if not',
  exports:
    'Parley has looked at as many profiles in this minute as Braze allows: the others wait for the ' +
    'next. Send the attributes with the webhook, where they need no look',
  number: 'The WhatsApp number is at its rate: replies wait their turn',
};

/** A budget has nothing left in its window; what waits leaves in the next, if its time is not over. */
export class BudgetSpent extends AppError {
  override readonly code = 'pace.budget-spent';
  override readonly kind = 'unavailable';

  constructor(budget: Budget, endsInMs: number) {
    super(CURES[budget.name], { budget: budget.name, limit: budget.limit, endsInMs });
  }
}
