import type { FigureColumn } from './figure-columns.ts';
import type { Formats } from './formats.ts';
import { isReportWord } from './is-report-word.ts';
import { nameOfGroup } from './names.ts';
import type { Report } from './report-types.ts';
import type { SayReport } from './words.ts';

/** All figures of a report: a row a group, and what they come to below. */
export function FiguresTable<Figures>({
  report,
  columns,
  say,
  formats,
  onPick,
}: {
  readonly report: Report<Figures>;
  readonly columns: readonly FigureColumn<Figures>[];
  readonly say: SayReport;
  readonly formats: Formats;
  /** Narrows the report to one group; none where that cannot be. */
  readonly onPick: ((key: string) => void) | undefined;
}) {
  const word = `by_${report.by}`;
  const head = isReportWord(word) ? say(word) : report.by;
  return (
    <div className="scroll" role="region" aria-label={`${say('columns')}: ${head}`} tabIndex={0}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th key={column.head} scope="col">
                {say(column.head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.items.map((item) => {
            const name = nameOfGroup(report.by, item, say, formats);
            return (
              <tr key={item.key}>
                <th scope="row">
                  {onPick === undefined ? (
                    name
                  ) : (
                    <button
                      type="button"
                      onClick={() => {
                        onPick(item.key);
                      }}
                    >
                      {name}
                    </button>
                  )}
                </th>
                {columns.map(({ head: of, cell }) => (
                  <td key={of}>{cell(item, formats)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('total')}</th>
            {columns.map(({ head: of, cell }) => (
              <td key={of}>{cell(report.total, formats)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
