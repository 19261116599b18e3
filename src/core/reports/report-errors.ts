import { AppError } from '#core/app-error.ts';

/** Asked for a time that is none, or for more of it than is looked through at once. */
export class ReportRangeWrong extends AppError {
  override readonly code = 'report.range-wrong';
  override readonly kind = 'invalid';
}

/** No time zone has this name. */
export class ReportZoneUnknown extends AppError {
  override readonly code = 'report.unknown-zone';
  override readonly kind = 'invalid';

  constructor(zone: string) {
    super(`No time zone is called "${zone}": write one such as Europe/Madrid, or UTC`, { zone });
  }
}
