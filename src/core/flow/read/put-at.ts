import type { Copy } from '../model/words.ts';
import type { Path } from './source.ts';

/** Puts a text where another stands, into a model that is nobody else's yet. */
export function putAt(model: object, path: Path, copy: Copy): void {
  let node = model as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) node = node[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  const old = node[last];
  // A list's row in its long form.
  if (typeof old === 'object' && old !== null && 'title' in old) old.title = copy;
  else node[last] = copy;
}
