/** Ways Braze can name a person, the strongest first (DESIGN: an external id outlives a number). */
export const IDENTITY_KINDS = ['external_id', 'alias', 'braze_id', 'bsuid', 'phone'] as const;

export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** One name of one person on WhatsApp. An alias' `value` is made by `aliasValue`. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly value: string;
}

/** The one string for an alias' two parts, so that every kind of identity is a kind and a value. */
export function aliasValue(label: string, name: string): string {
  return JSON.stringify([label, name]);
}

/** The two parts of an alias; the opposite of `aliasValue`. */
export function aliasOf(value: string): { readonly label: string; readonly name: string } {
  const [label = '', name = ''] = JSON.parse(value) as string[];
  return { label, name };
}

/** The same identities, the strongest first. */
export function strongestFirst(identities: readonly Identity[]): readonly Identity[] {
  return [...identities].sort(
    (a, b) => IDENTITY_KINDS.indexOf(a.kind) - IDENTITY_KINDS.indexOf(b.kind),
  );
}

/** One string per identity, to compare and to key maps by. */
export function identityKey({ kind, value }: Identity): string {
  return `${kind}:${value}`;
}
