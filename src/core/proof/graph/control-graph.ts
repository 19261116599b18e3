import type { Path, Source } from '#core/flow/read/source.ts';

import type { Edge, Place, PlaceKind } from './place.ts';

interface Draft extends Place {
  readonly edges: Edge[];
}

/** What a new place is told of itself. */
export interface PlaceHead {
  readonly kind: PlaceKind;
  readonly flow?: string;
  readonly step?: string;
  readonly source: Source | undefined;
  readonly path: Path;
}

const SOMEWHERE: PlaceHead = { kind: 'passing', source: undefined, path: [] };

/** Places and the ways between them; built once, then only read. */
export class ControlGraph {
  private readonly drafts: Draft[] = [];
  private readonly ids = new Map<string, number>();

  get places(): readonly Place[] {
    return this.drafts;
  }

  /** The id of a place; it may be described later. */
  id(key: string): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;

    const id = this.drafts.length;
    this.ids.set(key, id);
    this.drafts.push({
      id,
      key,
      flow: undefined,
      step: undefined,
      ...SOMEWHERE,
      edges: [],
      shared: [],
    });
    return id;
  }

  /** Describes a place; answers its id. */
  describe(key: string, head: PlaceHead, shared: readonly Edge[] = []): number {
    const id = this.id(key);
    const { edges } = this.draft(id);
    this.drafts[id] = { id, key, flow: undefined, step: undefined, ...head, edges, shared };
    return id;
  }

  add(from: number, edge: Edge): void {
    this.draft(from).edges.push(edge);
  }

  place(id: number): Place {
    return this.draft(id);
  }

  find(key: string): Place | undefined {
    const id = this.ids.get(key);
    return id === undefined ? undefined : this.drafts[id];
  }

  private draft(id: number): Draft {
    const draft = this.drafts[id];
    if (draft === undefined) throw new Error(`No place ${String(id)}`);
    return draft;
  }
}
