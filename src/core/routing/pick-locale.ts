/**
 * The bot's language for a customer's: the same one, else one that differs in region only, else
 * the bot's first. `es_MX` and `ES` are understood too.
 */
export function pickLocale(language: string, locales: readonly [string, ...string[]]): string {
  const wanted = language.replace('_', '-').toLowerCase();
  const [bare = ''] = wanted.split('-');
  const same = locales.find((locale) => locale.toLowerCase() === wanted);
  return (
    same ?? locales.find((locale) => locale.toLowerCase().split('-')[0] === bare) ?? locales[0]
  );
}
