import { GuardedMessages } from '#app/guards/guarded-messages.ts';
import { GuardedProfiles } from '#app/guards/guarded-profiles.ts';
import type { BrazeMessages } from '#app/ports/braze-messages.ts';
import type { BrazeProfiles } from '#app/ports/braze-profiles.ts';
import type { Environment } from '#config/environment.ts';
import { letsAllThrough, type RecipientGuard } from '#core/delivery/recipient-guard.ts';

/** The same way to customers where everybody may be written to; what is not guarded costs nothing. */
export function guardedMessages(open: BrazeMessages, guard: RecipientGuard): BrazeMessages {
  return letsAllThrough(guard) ? open : new GuardedMessages(open, guard);
}

/** Like `guardedMessages`, for profiles. */
export function guardedProfiles(open: BrazeProfiles, guard: RecipientGuard): BrazeProfiles {
  return letsAllThrough(guard) ? open : new GuardedProfiles(open, guard);
}

/** Who may be written to by this environment. */
export function recipientGuardOf({
  PARLEY_DRY_RUN,
  PARLEY_ONLY_TO,
}: Pick<Environment, 'PARLEY_DRY_RUN' | 'PARLEY_ONLY_TO'>): RecipientGuard {
  return { dryRun: PARLEY_DRY_RUN === 'true', onlyTo: PARLEY_ONLY_TO };
}

/** What whoever starts Parley is told of a guard; nothing without one. */
export function guardNotice({ dryRun, onlyTo }: RecipientGuard): string | undefined {
  if (dryRun) return 'PARLEY_DRY_RUN is on: nothing leaves for Braze.';
  return onlyTo && `PARLEY_ONLY_TO is set: nobody but ${onlyTo.join(', ')} is written to.`;
}
