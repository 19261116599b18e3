import type { Place } from '#core/flow/places.ts';

import type { Owner } from '../conversation-state.ts';
import type { Effect } from '../effect.ts';
import type { Shown } from './shown.ts';

/** Where a conversation stood and stands, and what was told of it. */
export interface Passage {
  readonly before: Pick<Place, 'key'> & { readonly owner: Owner };
  readonly after: Pick<Place, 'key'> & { readonly owner: Owner };
  readonly shown: Shown | undefined;
  /** What the transition wants done. */
  readonly effects: readonly Effect[];
  /** When it happened: UTC milliseconds. */
  readonly atMs: number;
}
