/** How Currents is set up in the dashboard, and how badly it behaves; may change at run time. */
export interface CurrentsSettings {
  /** Where events go; without one Currents is not bought. */
  url: string | undefined;
  /** Sent as `Authorization: Bearer …`. */
  token: string;
  /** Milliseconds between what happens and its event. */
  delayMs: number;
  /** How often each batch comes again although it was taken: Braze never saw the answer. */
  duplicates: number;
  /** Events of a batch in the opposite order. */
  isShuffled: boolean;
  /** Whether the campaigns put `reply_id` into `message_extras`. */
  hasExtras: boolean;
  /** Whether customers have read receipts switched on. */
  hasReads: boolean;
}

export type CurrentsOptions = Partial<CurrentsSettings>;

export function currentsSettings(options: CurrentsOptions): CurrentsSettings {
  return {
    url: options.url,
    token: options.token ?? '',
    delayMs: options.delayMs ?? 250,
    duplicates: options.duplicates ?? 0,
    isShuffled: options.isShuffled ?? false,
    hasExtras: options.hasExtras ?? true,
    hasReads: options.hasReads ?? true,
  };
}
