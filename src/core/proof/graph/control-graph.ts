import type { Path, Source } from '#core/flow/read/source.ts';

import { type Edge, isWithoutCustomer, type Place, type PlaceKind } from './place.ts';

/** A place that is still being described. */
class Draft implements Place {
  readonly edges: Edge[] = [];
  private whole: readonly Edge[] | undefined;
  private alone: readonly Edge[] | undefined;

  constructor(
    readonly id: number,
    readonly key: string,
    private head: PlaceHead = SOMEWHERE,
    private shared: readonly Edge[] = [],
  ) {}

  get kind(): PlaceKind {
    return this.head.kind;
  }
  get flow(): string | undefined {
    return this.head.flow;
  }
  get step(): string | undefined {
    return this.head.step;
  }
  get source(): Source | undefined {
    return this.head.source;
  }
  get path(): Path {
    return this.head.path;
  }
  get ways(): readonly Edge[] {
    return (this.whole ??= this.shared.length === 0 ? this.edges : [...this.edges, ...this.shared]);
  }

  get waysAlone(): readonly Edge[] {
    return (this.alone ??= this.ways.filter(({ input }) => isWithoutCustomer(input)));
  }

  describe(head: PlaceHead, shared: readonly Edge[]): void {
    this.head = head;
    this.shared = shared;
    this.whole = undefined;
    this.alone = undefined;
  }

  add(edge: Edge): void {
    this.edges.push(edge);
    this.whole = undefined;
    this.alone = undefined;
  }
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
    this.drafts.push(new Draft(id, key));
    return id;
  }

  /** Describes a place; answers its id. @param shared ways that other places have too */
  describe(key: string, head: PlaceHead, shared: readonly Edge[] = []): number {
    const id = this.id(key);
    this.draft(id).describe(head, shared);
    return id;
  }

  add(from: number, edge: Edge): void {
    this.draft(from).add(edge);
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
