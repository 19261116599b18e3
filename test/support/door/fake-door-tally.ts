import { type DoorOutcome, DoorTally } from '#app/ports/door-tally.ts';

/** Remembers what was counted. */
export class FakeDoorTally extends DoorTally {
  readonly counted: { readonly outcome: DoorOutcome; readonly secret: number | undefined }[] = [];

  get outcomes(): readonly DoorOutcome[] {
    return this.counted.map(({ outcome }) => outcome);
  }

  override count(outcome: DoorOutcome, secret?: number): void {
    this.counted.push({ outcome, secret });
  }
}
