/** What stands in a cell; nothing for what there is none of. */
export type Cell = string | number | boolean | undefined;

/**
 * A line of a table, ended as RFC 4180 wants it.
 *
 * What spreadsheets would run as a formula begins with an apostrophe: flows, agents and machines
 * choose these words, and whoever opens the file trusts it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const harmless = /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
