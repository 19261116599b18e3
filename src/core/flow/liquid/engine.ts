import { type Context, defaultOperators, Liquid, type Operators } from 'liquidjs';

/**
 * What designers may use of Liquid; everything else is refused when a release is read.
 *
 * No loops, no captures, no includes: a template's cost is then bounded by its length, so no clock
 * has to stop it, and a replay renders the same (`date` reads no clock either).
 */
export const FILTERS: ReadonlySet<string> = new Set([
  ...['append', 'capitalize', 'date', 'default', 'downcase', 'first', 'join', 'last'],
  ...['prepend', 'remove', 'replace'],
  ...['size', 'slice', 'strip', 'truncate', 'truncatewords', 'upcase', 'url_encode'],
  ...['abs', 'at_least', 'at_most', 'ceil', 'divided_by', 'floor', 'minus', 'modulo', 'plus'],
  ...['round', 'times'],
]);
const TAGS: ReadonlySet<string> = new Set(['case', 'comment', 'if', 'unless']);

/** Far above what a bubble needs; each counts characters or array items inside liquidjs. */
const LIMITS = { parseLimit: 20_000, memoryLimit: 100_000 };

const ORDERED: ReadonlySet<string> = new Set(['number', 'string']);

/**
 * Ordering is for two numbers or two texts; of others it does not hold. Liquid itself would coerce,
 * and `"10" > 9` be true.
 */
function ordered(name: '<' | '<=' | '>' | '>='): Operators {
  const compare = defaultOperators[name];
  return {
    [name]: (left: unknown, right: unknown, context: Context) => {
      const isOrdered = typeof left === typeof right && ORDERED.has(typeof left);
      return isOrdered && (compare?.(left, right, context) as boolean);
    },
  };
}

export const operators: Operators = {
  ...defaultOperators,
  ...ordered('<'),
  ...ordered('<='),
  ...ordered('>'),
  ...ordered('>='),
};

/**
 * The one engine: no files, no partials, no prototype chains. Unknown names are found when a release
 * is checked; when a conversation runs, what is not there is nothing, for no message may fail by it.
 */
export const liquid = new Liquid({
  operators,
  groupedExpressions: true,
  strictFilters: true,
  strictVariables: false,
  ownPropertyOnly: true,
  templates: {},
  dynamicPartials: false,
  relativeReference: false,
  timezoneOffset: 0,
  ...LIMITS,
});

for (const name of Object.keys(liquid.filters)) {
  if (!FILTERS.has(name)) liquid.unregisterFilter(name);
}
for (const name of Object.keys(liquid.tags)) {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- liquidjs has no other way to take a tag away
  if (!TAGS.has(name)) delete liquid.tags[name];
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/;
const LONGEST_FORMAT = 40;
const dateOfLiquid = liquid.filters['date'];

/** `date` formats stored dates only: Liquid's `now` and `today` would make replays differ. */
liquid.registerFilter('date', function (value: unknown, format: unknown): unknown {
  if (typeof value !== 'string' || !ISO_DATE.test(value)) return value;
  // A width such as `%5000d` would blow one character up to thousands.
  const safe =
    typeof format === 'string' ? format.slice(0, LONGEST_FORMAT).replace(/\d+/g, '') : '';
  if (typeof dateOfLiquid !== 'function') return value;
  return dateOfLiquid.call(this, value, safe === '' ? '%Y-%m-%d' : safe) as unknown;
});
