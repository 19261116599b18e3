/** Languages whose words Postgres knows to bring to their stems. */
const CONFIGS: Readonly<Record<string, string>> = {
  ...{ da: 'danish', de: 'german', en: 'english', es: 'spanish', fi: 'finnish', fr: 'french' },
  ...{ hu: 'hungarian', it: 'italian', nl: 'dutch', no: 'norwegian', pt: 'portuguese' },
  ...{ ro: 'romanian', ru: 'russian', sv: 'swedish', tr: 'turkish' },
};

/**
 * Postgres' text search configuration for a locale; `simple`, which compares words as they are, for
 * others.
 *
 * @see https://www.postgresql.org/docs/current/textsearch-configuration.html
 */
export function searchConfigOf(locale: string): string {
  return CONFIGS[locale.slice(0, 2)] ?? 'simple';
}
