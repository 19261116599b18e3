import type { ExamineBraze } from '#app/doctor/examine-braze.ts';
import type { SendTrial } from '#app/doctor/send-trial.ts';

/** What `parley doctor` asks for; it knows nothing of the database. */
export interface DoctorDesk {
  readonly examine: Pick<ExamineBraze, 'execute'>;
  readonly sendTrial: Pick<SendTrial, 'execute'>;
  close(): Promise<void>;
}
