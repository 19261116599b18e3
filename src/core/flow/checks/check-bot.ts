import type { Problem } from '../problem.ts';
import type { ReleaseSource } from '../read/read-release.ts';

export function checkBot(_source: ReleaseSource): readonly Problem[] {
  return [];
}
