import type { NewUser } from '../api/sandbox-types.ts';

const PREFIX = 'parley.phone.';

/** Keeps how a customer was invented, for when the sandbox has forgotten. */
export function remember(id: string, user: NewUser): void {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(user));
  } catch {
    // Private windows may refuse; the customer then comes back by id alone.
  }
}

export function remembered(id: string): NewUser | undefined {
  try {
    const text = localStorage.getItem(PREFIX + id);
    return text === null ? undefined : (JSON.parse(text) as NewUser);
  } catch {
    return undefined;
  }
}
