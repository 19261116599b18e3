import { PaceTally } from '#app/ports/pace-tally.ts';

/** Nobody looks. */
export class SilentPaceTally extends PaceTally {
  override paused(): void {
    // Nobody looks.
  }
  override left(): void {
    // Nobody looks.
  }
  override endpoint(): void {
    // Nobody looks.
  }
}
