import { AppError } from '#core/app-error.ts';

/** A conversation is pinned to a release that the store does not have. */
export class UnknownRelease extends AppError {
  override readonly code = 'release.unknown';
  override readonly kind = 'not-found';

  constructor(id: number) {
    super('The store has no release with this id: restore it from a backup', { releaseId: id });
  }
}

/** A stored release no longer compiles: this build's language is not the one it was written in. */
export class ReleaseDoesNotCompile extends AppError {
  override readonly code = 'release.does-not-compile';
  override readonly kind = 'bug';

  constructor(id: number, firstProblem: string) {
    super('A stored release does not compile with this build: run the build that published it', {
      releaseId: id,
      firstProblem,
    });
  }
}

export class NothingLive extends AppError {
  override readonly code = 'release.nothing-live';
  override readonly kind = 'not-found';

  constructor() {
    super('No release is live: run `parley publish flows/`');
  }
}
