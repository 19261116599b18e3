/** Long enough that what is asked together goes together. */
const LINGER_MS = 2;
const MOST = 500;

interface Waiting<In, Out> {
  readonly item: In;
  readonly settle: (result: Out) => void;
  readonly refuse: (why: unknown) => void;
}

/**
 * Asks for many at once what is asked for each: one statement at a time, and what comes meanwhile
 * goes with the next. A thousand customers who wait for the AI take one connection.
 */
export class Gathered<In, Out> {
  private readonly waiting: Waiting<In, Out>[] = [];
  private isRunning = false;

  constructor(
    /** Answers for each item in its order. */
    private readonly work: (items: readonly In[]) => Promise<readonly Out[]>,
  ) {}

  ask(item: In): Promise<Out> {
    return new Promise((settle, refuse) => {
      this.waiting.push({ item, settle, refuse });
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, LINGER_MS));
      await this.answer(this.waiting.splice(0, MOST));
    }
    this.isRunning = false;
  }

  private async answer(batch: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const results = await this.work(batch.map(({ item }) => item));
      batch.forEach(({ settle, refuse }, place) => {
        const result = results[place];
        if (result === undefined) refuse(new Error('Nothing was answered for it'));
        else settle(result);
      });
    } catch (failure) {
      for (const { refuse } of batch) refuse(failure);
    }
  }
}
