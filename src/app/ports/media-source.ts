import type { NotFetched } from '#core/media/fetch-settlement.ts';

/** What was found under an address. */
export type Fetched = { readonly kind: 'fetched'; readonly bytes: Uint8Array } | NotFetched;

/** Where customers' files lie for some days. */
export abstract class MediaSource {
  /** Never throws: what fails is a reason. */
  abstract fetch(url: string, signal: AbortSignal): Promise<Fetched>;
}
