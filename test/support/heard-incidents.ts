import { Incidents } from '#app/ports/incidents.ts';

/** Remembers what an operator would have heard. */
export class HeardIncidents extends Incidents {
  readonly heard: { readonly what: string; readonly why: unknown }[] = [];

  override parked(conversationId: string, seq: number, why: Error): void {
    this.heard.push({ what: `parked ${conversationId} ${String(seq)}`, why });
  }

  override failed(what: string, why: unknown): void {
    this.heard.push({ what, why });
  }
}
