/** A Markdown table, its columns as wide as what is in them, as Prettier has it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, at) => Math.max(3, ...all.map((row) => widthOf(row[at] ?? ''))));
  const line = (row: readonly string[]): string => {
    const cells = row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)));
    return `| ${cells.join(' | ')} |`;
  };
  const [first = [], ...others] = all;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(first), rule, ...others.map(line)].join('\n');
}

/** Emoji take two columns. */
function widthOf(cell: string): number {
  return Array.from(cell).reduce(
    (sum, each) => sum + (/\p{Emoji_Presentation}/u.test(each) ? 2 : 1),
    0,
  );
}
