import type { PauseSending } from '#app/pace/pause-sending.ts';
import type { ResumeSending } from '#app/pace/resume-sending.ts';

/** The switch for everything that leaves for Braze, as the commands use it. */
export interface SendingDesk {
  readonly pauseSending: Pick<PauseSending, 'execute'>;
  readonly resumeSending: Pick<ResumeSending, 'execute'>;
}
