import { News } from './news.ts';

/** About a minute of a busy day; who was away for longer reads everything again. */
const KEPT = 2_000;

/** The last news of this process, numbered, for pages whose connection broke. */
export class NewsRing {
  private readonly kept: News[] = [];
  private first = 1;

  /** @param run of this process: numbers of another one mean nothing here */
  constructor(private readonly run: string) {}

  /** Where a stream is that has heard everything. */
  get position(): string {
    return `${this.run}.${String(this.first + this.kept.length - 1)}`;
  }

  push(news: News): void {
    this.kept.push(news);
    if (this.kept.length <= KEPT) return;
    this.kept.shift();
    this.first += 1;
  }

  /** Everything after this position in one; `undefined` where that cannot be known. */
  since(position: string | undefined): News | undefined {
    const [run, number] = position?.split('.') ?? [];
    if (run !== this.run || !/^\d{1,15}$/.test(number ?? '')) return undefined;
    const from = Number(number) + 1 - this.first;
    if (from < 0 || from > this.kept.length) return undefined;

    const missed = new News();
    for (const news of this.kept.slice(from)) missed.add(news);
    return missed;
  }
}
