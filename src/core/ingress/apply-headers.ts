import type { IdentityHeaders } from './identity-headers.ts';
import { isNothing, type WebhookFields } from './webhook-fields.ts';

/**
 * The fields with what the headers say put over them; `undefined` where the body names another
 * person or another dispatch than the headers do.
 */
export function applyHeaders(
  fields: WebhookFields,
  headers: IdentityHeaders,
): WebhookFields | undefined {
  if (headers.verdict === 'absent') return fields;

  const user = orUndefined(headers.user);
  const dispatch = orUndefined(headers.dispatch);
  const timestamp = orUndefined(headers.timestamp);
  // A genuine blank says that the customer is anonymous; without a signature it says nothing.
  const isNamed = user !== undefined || headers.verdict === 'genuine';
  if (isNamed && claimsAnother(fields, user)) return undefined;
  if (differs(fields.dispatch_id, dispatch)) return undefined;

  return {
    ...fields,
    user_id: fields.user_id ?? user,
    dispatch_id: fields.dispatch_id ?? dispatch,
    rendered_at: timestamp ?? fields.rendered_at,
  };
}

function claimsAnother({ user_id, lateUserId }: WebhookFields, user: string | undefined): boolean {
  // Where the headers say that there is no user, any claim is another's.
  const isAnother = (id: string | undefined): boolean => id !== undefined && id.trim() !== user;
  return isAnother(user_id) || isAnother(lateUserId);
}

function differs(claim: string | undefined, truth: string | undefined): boolean {
  return claim !== undefined && truth !== undefined && claim !== truth;
}

function orUndefined(value: string): string | undefined {
  return isNothing(value) ? undefined : value.trim();
}
