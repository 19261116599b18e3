import type { Write } from '#core/flow/model/write.ts';

import type { Act, Written } from './place.ts';

/** What a step writes to the profile. */
export function writing(write: Write | undefined, { source, path }: Written): Act[] {
  return write === undefined ? [] : [{ kind: 'write', write, source, path: [...path, 'write'] }];
}
