/** What has to be undone at the end, the last first; done once, however often it is asked for. */
export class Departure {
  private readonly steps: (() => Promise<void>)[] = [];
  private running: Promise<void> | undefined;

  /** Adds what was started last, which is to end first. */
  lastly(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  /** Undoes all of it; a step that fails keeps none of the others from its turn. */
  run(): Promise<void> {
    this.running ??= this.undo();
    return this.running;
  }

  private async undo(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.steps.reverse()) {
      try {
        await step();
      } catch (caught) {
        failures.push(caught);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Parley did not end in order');
  }
}
