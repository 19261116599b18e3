import type { Identity } from '#core/conversation/identity.ts';
import { addresseeOf } from '#core/delivery/addressee.ts';

/** A person in Braze's words, as a send names them. */
export type SendRecipient =
  | { readonly external_user_id: string }
  | { readonly braze_id: string }
  | { readonly user_alias: { readonly alias_label: string; readonly alias_name: string } };

/** @see https://www.braze.com/docs/api/objects_filters/recipient_object/ */
export function sendRecipient(identity: Identity): SendRecipient {
  const addressee = addresseeOf(identity);
  switch (addressee.kind) {
    case 'external-id':
      return { external_user_id: addressee.id };
    case 'braze-id':
      return { braze_id: addressee.id };
    case 'alias':
      return { user_alias: { alias_label: addressee.label, alias_name: addressee.name } };
  }
}

/** A person in Braze's words, as `/users/track` names them: an alias-only profile is made, too. */
export type TrackRecipient =
  | { readonly external_id: string }
  | { readonly braze_id: string }
  | {
      readonly user_alias: { readonly alias_label: string; readonly alias_name: string };
      readonly _update_existing_only: false;
    };

/** @see https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
export function trackRecipient(identity: Identity): TrackRecipient {
  const addressee = addresseeOf(identity);
  switch (addressee.kind) {
    case 'external-id':
      return { external_id: addressee.id };
    case 'braze-id':
      return { braze_id: addressee.id };
    case 'alias':
      return {
        user_alias: { alias_label: addressee.label, alias_name: addressee.name },
        _update_existing_only: false,
      };
  }
}
