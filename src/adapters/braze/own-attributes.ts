/** Whose profile it is, is never a flow's to say (I9). */
const NOT_ATTRIBUTES = new Set(['external_id', 'user_alias', 'braze_id', '_update_existing_only']);

/** What may be written to a profile of what somebody wants written. */
export function ownAttributes(
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !NOT_ATTRIBUTES.has(key)));
}
