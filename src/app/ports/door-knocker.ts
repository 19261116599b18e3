import type { Knock } from '#core/doctor/judge-webhook-address.ts';

/** Goes to the webhook door as Braze would, and brings nothing. */
export abstract class DoorKnocker {
  /** Never throws, and tells nobody the secret but who answers at the address. */
  abstract knock(address: string, secret: string): Promise<Knock>;
}
