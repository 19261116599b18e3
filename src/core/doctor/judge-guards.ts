import { letsAllThrough, type RecipientGuard } from '#core/delivery/recipient-guard.ts';

import { green, red, type Said } from './finding.ts';

/** Whether all customers can be written to, which is right in production and there alone. */
export function judgeGuards(guard: RecipientGuard, isProduction: boolean): Said {
  if (letsAllThrough(guard)) return green('no-guard', 'Everybody may be written to');

  const says = guard.dryRun
    ? 'PARLEY_DRY_RUN is on: nothing leaves for Braze'
    : `PARLEY_ONLY_TO is set: only ${String(guard.onlyTo?.length ?? 0)} names may be written to`;
  return isProduction
    ? red('guard-in-production', `${says}, and this is production`, 'Unset it')
    : green('guarded', says);
}
