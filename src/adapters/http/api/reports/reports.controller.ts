import { Readable } from 'node:stream';

import { Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';

import { ReadReports } from '#app/reports/read-reports.ts';
import type { Caller } from '#core/access/caller.ts';
import type { ReportRange } from '#core/reports/report-range.ts';

import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { Endpoint } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { listTable, reportTable } from './report-tables.ts';
import {
  chatFiguresAnswer,
  ChatReportAnswer,
  ChatReportQuery,
  handoffFiguresAnswer,
  HandoffListQuery,
  HandoffReportAnswer,
  HandoffReportQuery,
  reportAnswer,
} from './reports.bodies.ts';

const CSV = 'text/csv; charset=utf-8; header=present';
const FILE = { schema: { type: 'string' } } as const;

/** What people and bots did over days and hours; docs/guides/reports.md says what each figure means. */
@Endpoint('reports')
export class ReportsController {
  constructor(private readonly reports: ReadReports) {}

  /** Handoffs that were asked for within the range. */
  @Get('handoffs')
  @Allow('reports.read')
  @ApiOkResponse({ type: HandoffReportAnswer })
  async handoffs(
    @Query() query: HandoffReportQuery,
    @Asking() { scope }: Caller,
  ): Promise<HandoffReportAnswer> {
    const report = await this.reports.handoffs(query.by, query.toWanted(), scope);
    return reportAnswer(report, handoffFiguresAnswer);
  }

  @Get('handoffs.csv')
  @Allow('reports.read')
  @Audited('report.export-handoffs')
  @ApiProduces('text/csv')
  @ApiOkResponse(FILE)
  async handoffTable(
    @Query() query: HandoffReportQuery,
    @Asking() { scope }: Caller,
  ): Promise<StreamableFile> {
    const report = await this.reports.handoffs(query.by, query.toWanted(), scope);
    const { items, total } = reportAnswer(report, handoffFiguresAnswer);
    return fileOf(reportTable(items, total), `handoffs-by-${query.by}`, report.range);
  }

  /** Chats that began within the range. */
  @Get('chats')
  @Allow('reports.read')
  @ApiOkResponse({ type: ChatReportAnswer })
  async chats(
    @Query() query: ChatReportQuery,
    @Asking() { scope }: Caller,
  ): Promise<ChatReportAnswer> {
    const report = await this.reports.chats(query.by, query.toWanted(), scope);
    return reportAnswer(report, chatFiguresAnswer);
  }

  @Get('chats.csv')
  @Allow('reports.read')
  @Audited('report.export-chats')
  @ApiProduces('text/csv')
  @ApiOkResponse(FILE)
  async chatTable(
    @Query() query: ChatReportQuery,
    @Asking() { scope }: Caller,
  ): Promise<StreamableFile> {
    const report = await this.reports.chats(query.by, query.toWanted(), scope);
    const { items, total } = reportAnswer(report, chatFiguresAnswer);
    return fileOf(reportTable(items, total), `chats-by-${query.by}`, report.range);
  }

  /** Every handoff by itself, without a word of what was said. */
  @Get('handoff-list.csv')
  @Allow('reports.read')
  @Audited('report.export-list')
  @ApiProduces('text/csv')
  @ApiOkResponse(FILE)
  async list(
    @Query() query: HandoffListQuery,
    @Asking() { scope }: Caller,
  ): Promise<StreamableFile> {
    const list = await this.reports.list(query.toWanted(), scope);
    return fileOf(listTable(list), 'handoffs', list.range);
  }
}

/** Piece by piece: what is not read yet by who asked is not read from the store either. */
function fileOf(
  lines: Iterable<string> | AsyncIterable<string>,
  name: string,
  { from, to }: ReportRange,
): StreamableFile {
  const disposition = `attachment; filename="${name}-${from}-to-${to}.csv"`;
  return new StreamableFile(Readable.from(lines, { objectMode: false, highWaterMark: 65_536 }), {
    ...{ type: CSV, disposition },
  });
}
