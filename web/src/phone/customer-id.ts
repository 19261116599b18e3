import type { User } from '../api/sandbox-types.ts';

/** What a customer is asked for by: first what would survive a restart of the sandbox. */
export function idOf(user: Pick<User, 'external_id' | 'phone' | 'braze_id'>): string {
  return user.external_id ?? user.phone ?? user.braze_id;
}
