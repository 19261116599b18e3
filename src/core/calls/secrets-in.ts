const REFERENCE = /\$\{([^}]*)\}/g;

/** The names of the secrets that a text asks for. */
export function secretsIn(text: string): readonly string[] {
  return [...text.matchAll(REFERENCE)].map(([, name = '']) => name);
}

/** The text with its secrets; what there is none of is left out. */
export function withSecrets(text: string, secret: (name: string) => string | undefined): string {
  return text.replaceAll(REFERENCE, (_whole, name: string) => secret(name) ?? '');
}
