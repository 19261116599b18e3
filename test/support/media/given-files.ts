import { type Fetched, MediaSource } from '#app/ports/media-source.ts';

/** Files by their addresses; what is not there is answered as S3 does. */
export class GivenFiles extends MediaSource {
  readonly files = new Map<string, Fetched>();
  readonly asked: string[] = [];

  override fetch(url: string): Promise<Fetched> {
    this.asked.push(url);
    return Promise.resolve(this.files.get(url) ?? { kind: 'failed', reason: 'it answered 403' });
  }
}
