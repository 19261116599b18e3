import { Alert, Button, Loader, NativeSelect } from '@mantine/core';

import { useLocale } from '../desk/words.tsx';
import { BarsChart } from './bars-chart.tsx';
import { ColumnsChart } from './columns-chart.tsx';
import type { FigureColumn } from './figure-columns.ts';
import { FiguresTable } from './figures-table.tsx';
import { daysOf, NARROWING, queryOf } from './filters.ts';
import { type Formats, formatsOf } from './formats.ts';
import { isReportWord } from './is-report-word.ts';
import { nameOfGroup } from './names.ts';
import type { Item, Report } from './report-types.ts';
import type { KeptFilters } from './use-filters.ts';
import { csvAddress, useReport } from './use-report.ts';
import { type SayReport, useReportWords } from './words.ts';

/** Beyond them, days are too thin to be columns. */
const MOST_DAYS_SHOWN = 62;
const PERIODS = ['day', 'week', 'weekday', 'hour'];

/** What one view is made of: handoffs, or chats. */
export interface ViewParts<Figures> {
  readonly of: 'handoffs' | 'chats';
  readonly groupings: readonly string[];
  readonly columns: readonly FigureColumn<Figures>[];
  readonly tiles: readonly string[];
  /** What columns of time are made of, from the ground up. */
  readonly parts: readonly (keyof Figures & string)[];
  readonly size: (figures: Figures) => number;
}

export function ReportView<Figures>({
  parts,
  kept,
}: {
  readonly parts: ViewParts<Figures>;
  readonly kept: KeptFilters;
}) {
  const say = useReportWords();
  const formats = formatsOf(useLocale());
  const { filters, change } = kept;
  const by = parts.groupings.includes(filters.by) ? filters.by : (parts.groupings[0] ?? '');
  const unit = daysOf(filters) > MOST_DAYS_SHOWN ? 'week' : 'day';
  const over = useReport<Figures>(parts.of, queryOf(filters, unit));
  const grouped = useReport<Figures>(parts.of, queryOf(filters, by));
  const failed = over.error ?? grouped.error;

  if (failed !== null) {
    return (
      <Alert color="red" title={say('failed')} role="alert">
        <p>{failed.message}</p>
        <Button
          variant="default"
          onClick={() => {
            void over.refetch();
            void grouped.refetch();
          }}
        >
          {say('again')}
        </Button>
      </Alert>
    );
  }
  if (over.data === undefined || grouped.data === undefined) {
    return <Loader role="status" aria-label={say('loading')} />;
  }
  const { total } = over.data;
  if (parts.size(total) === 0) return <p className="nothing">{say('nothing')}</p>;

  const narrowing = NARROWING.find((name) => name === by && parts.of === 'handoffs');
  const shown = { say, formats };
  return (
    <div aria-busy={over.isFetching || grouped.isFetching}>
      <Tiles parts={parts} total={total} {...shown} />
      {over.data.sampled > 1 && (
        <p className="quiet">{say('sampled', { n: formats.number(over.data.sampled) })}</p>
      )}
      <section aria-label={say(unit === 'day' ? 'perDay' : 'perWeek')} className="card">
        <h2>{say(unit === 'day' ? 'perDay' : 'perWeek')}</h2>
        <TimeChart parts={parts} report={over.data} {...shown} />
        <details>
          <summary>{say('asTable')}</summary>
          <FiguresTable report={over.data} columns={parts.columns} onPick={undefined} {...shown} />
        </details>
      </section>
      <section aria-label={say('by')} className="card">
        <div className="bar">
          <NativeSelect
            label={say('by')}
            value={by}
            data={parts.groupings.map((value) => ({ value, label: wordOf(`by_${value}`, say) }))}
            onChange={({ currentTarget: { value } }) => {
              change({ by: value });
            }}
          />
          <span className="spring" />
          <Button
            component="a"
            variant="default"
            href={csvAddress(parts.of, queryOf(filters, by))}
            download
          >
            {say('csv')}
          </Button>
          {parts.of === 'handoffs' && (
            <Button component="a" variant="default" href={listAddress(filters)} download>
              {say('listCsv')}
            </Button>
          )}
        </div>
        <GroupChart parts={parts} report={grouped.data} {...shown} />
        <FiguresTable
          report={grouped.data}
          columns={parts.columns}
          {...shown}
          onPick={
            narrowing === undefined
              ? undefined
              : (key) => {
                  change({ [narrowing]: key });
                }
          }
        />
      </section>
    </div>
  );
}

interface Shown<Figures> {
  readonly parts: ViewParts<Figures>;
  readonly say: SayReport;
  readonly formats: Formats;
}

function Tiles<Figures>({
  parts,
  total,
  say,
  formats,
}: Shown<Figures> & { readonly total: Figures }) {
  const columns = parts.columns.filter(({ head }) => parts.tiles.includes(head));
  return (
    <dl className="tiles">
      {columns.map(({ head, cell }) => (
        <div key={head} className="card">
          <dt>{say(head)}</dt>
          <dd>{cell(total, formats)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Columns of what became of them; what is in none of the kinds is not drawn. */
function TimeChart<Figures>({
  parts,
  report,
  say,
  formats,
}: Shown<Figures> & { readonly report: Report<Figures> }) {
  return (
    <ColumnsChart
      about={aboutOf({ parts, report, say, formats })}
      series={parts.parts.map((part) => ({ name: wordOf(part, say) }))}
      number={formats.number}
      columns={report.items.map((item) => ({
        key: item.key,
        label: nameOfGroup(report.by, item, say, formats),
        parts: parts.parts.map((part) => Number(item[part])),
      }))}
    />
  );
}

function GroupChart<Figures>(given: Shown<Figures> & { readonly report: Report<Figures> }) {
  const { parts, report, say, formats } = given;
  if (PERIODS.includes(report.by)) return <TimeChart {...given} />;
  return (
    <BarsChart
      about={aboutOf(given)}
      number={formats.number}
      bars={report.items.map((item) => ({
        key: item.key,
        label: nameOfGroup(report.by, item, say, formats),
        value: parts.size(item),
      }))}
    />
  );
}

/** The chart in a sentence. */
function aboutOf<Figures>({
  parts,
  report,
  say,
  formats,
}: Shown<Figures> & { readonly report: Report<Figures> }): string {
  const most = report.items.reduce<Item<Figures> | undefined>(
    (first, item) => (first === undefined || parts.size(item) > parts.size(first) ? item : first),
    undefined,
  );
  return say('chartOf', {
    what: `${wordOf(parts.of, say)}, ${wordOf(`by_${report.by}`, say)}`,
    total: formats.number(parts.size(report.total)),
    most: most === undefined ? '–' : nameOfGroup(report.by, most, say, formats),
    n: formats.number(most === undefined ? 0 : parts.size(most)),
  });
}

function wordOf(key: string, say: SayReport): string {
  return isReportWord(key) ? say(key) : key;
}

function listAddress(filters: KeptFilters['filters']): string {
  return csvAddress('handoff-list', queryOf(filters));
}
