import type { News } from '#app/live/news.ts';
import { type LiveEar, LiveWire } from '#app/ports/live-wire.ts';

/** Replicas in one process: what one sends, the others hear at once. */
export class FakeAir {
  readonly wires = new Set<FakeLiveWire>();
}

export class FakeLiveWire extends LiveWire {
  readonly sent: News[] = [];
  ear: LiveEar | undefined;

  constructor(private readonly air = new FakeAir()) {
    super();
    air.wires.add(this);
  }

  override get othersListen(): boolean {
    return [...this.air.wires].some((wire) => wire !== this && wire.ear !== undefined);
  }

  override send(news: News): void {
    this.sent.push(news);
    for (const wire of this.air.wires) if (wire !== this) wire.ear?.news(news);
  }

  override listen(ear: LiveEar): void {
    this.ear = ear;
  }

  override close(): Promise<void> {
    this.ear = undefined;
    return Promise.resolve();
  }
}
