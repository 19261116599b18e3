import { aliasOf, type Identity } from '#core/conversation/identity.ts';

/** A person by exactly one of the three names that a send takes. */
export type Addressee =
  | { readonly kind: 'external-id'; readonly id: string }
  | { readonly kind: 'braze-id'; readonly id: string }
  | { readonly kind: 'alias'; readonly label: string; readonly name: string };

/** Label under which Braze itself keeps a WhatsApp user's business-scoped id. */
const BSUID_LABEL = 'whats_app_bsuid';
/** Label under which Braze keeps the number of somebody who has no profile yet. */
const PHONE_LABEL = 'phone';

/**
 * How Braze is told whom to write to.
 *
 * A send takes no phone number: Braze gives whoever writes first an alias with that name.
 *
 * @see https://www.braze.com/docs/user_guide/message_building_by_channel/whatsapp/message_processing/handling_unknown_phone_numbers/
 */
export function addresseeOf({ kind, value }: Identity): Addressee {
  switch (kind) {
    case 'external_id':
      return { kind: 'external-id', id: value };
    case 'braze_id':
      return { kind: 'braze-id', id: value };
    case 'alias':
      return { kind: 'alias', ...aliasOf(value) };
    case 'bsuid':
      return { kind: 'alias', label: BSUID_LABEL, name: value };
    case 'phone':
      return { kind: 'alias', label: PHONE_LABEL, name: value };
  }
}
