const MOST = 1_000;

/** Answers by their questions, for as long as they are good; the oldest go first. */
export class AnswerCache {
  private readonly answers = new Map<
    string,
    { readonly value: unknown; readonly untilMs: number }
  >();

  constructor(private readonly ttlMs: number) {}

  get(question: string): { readonly value: unknown } | undefined {
    const found = this.answers.get(question);
    return found !== undefined && performance.now() < found.untilMs ? found : undefined;
  }

  set(question: string, value: unknown): void {
    this.answers.delete(question);
    this.answers.set(question, { value, untilMs: performance.now() + this.ttlMs });
    const [oldest] = this.answers.keys();
    if (this.answers.size > MOST && oldest !== undefined) this.answers.delete(oldest);
  }
}
