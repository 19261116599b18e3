/** What came of looking something up in Braze. */
export type Looked<T> =
  | { readonly kind: 'found'; readonly value: T }
  /** This workspace has none of that id. */
  | { readonly kind: 'missing' }
  /** Nobody could say: no permission, no answer. */
  | { readonly kind: 'unseen'; readonly reason: string };
