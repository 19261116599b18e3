import type { LiveEvent, LiveSink, LiveViewer } from '#app/live/live-stream.ts';
import { EVERYTHING } from '#core/access/scope.ts';

/** A page that remembers what it was told. */
export class AScreen implements LiveSink {
  readonly events: LiveEvent[] = [];
  hasEnded = false;

  send(event: LiveEvent): void {
    this.events.push(event);
  }

  beat(): void {
    this.events.push({ name: 'hello', data: { beat: true } });
  }

  end(): void {
    this.hasEnded = true;
  }

  /** Data of the events of this name, in order. */
  told(name: LiveEvent['name']): readonly object[] {
    return this.events.filter((event) => event.name === name).map(({ data }) => data);
  }

  get lastId(): string | undefined {
    return this.events.findLast(({ id }) => id !== undefined)?.id;
  }
}

export function aViewer(viewer: Partial<LiveViewer> = {}): LiveViewer {
  return { person: 'ana', name: 'Ana', scope: EVERYTHING, watching: [], ...viewer };
}
