import type { AgentBook } from '#app/ports/agent-book.ts';
import type { DatabaseTime } from '#app/ports/database-time.ts';
import type { HandoffFilter, ListedHandoff, Reports } from '#app/ports/reports.ts';
import type { Scope } from '#core/access/scope.ts';
import type {
  ChatFigures,
  ChatGrouping,
  Group,
  Grouping,
  HandoffFigures,
  Report,
} from '#core/reports/figures.ts';
import { type AskedRange, type ReportRange, reportRange } from '#core/reports/report-range.ts';

/** A report as it is read: with its range, and its groups by the names that people know. */
export interface ReadReport<By, Figures> extends Omit<Report<Figures>, 'groups'> {
  readonly by: By;
  readonly range: ReportRange;
  readonly groups: readonly (Group<Figures> & {
    /** An agent's name; else the key. */
    readonly name: string;
  })[];
}

export interface HandoffsWanted {
  readonly range: AskedRange;
  readonly filter: HandoffFilter;
}

/** All rows of a range, page by page. */
export interface HandoffList {
  readonly range: ReportRange;
  readonly pages: AsyncIterable<readonly ListedHandoff[]>;
  /** Agents' names by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * What leads ask of the past.
 *
 * @throws ReportRangeWrong, ReportZoneUnknown
 */
export class ReadReports {
  constructor(
    private readonly reports: Reports,
    private readonly agents: AgentBook,
    private readonly time: DatabaseTime,
  ) {}

  async handoffs(
    by: Grouping,
    { range: asked, filter }: HandoffsWanted,
    scope: Scope,
  ): Promise<ReadReport<Grouping, HandoffFigures>> {
    const range = await this.rangeOf(asked);
    const report = await this.reports.handoffs({ by, range, filter, scope });
    const names = by === 'agent' ? await this.names() : new Map<string, string>();
    return { ...report, by, range, groups: report.groups.map((group) => named(group, names)) };
  }

  async chats(
    by: ChatGrouping,
    { range: asked, flow }: { readonly range: AskedRange; readonly flow?: string },
    scope: Scope,
  ): Promise<ReadReport<ChatGrouping, ChatFigures>> {
    const range = await this.rangeOf(asked);
    const report = await this.reports.chats({
      by,
      range,
      scope,
      ...(flow !== undefined && { flow }),
    });
    return { ...report, by, range, groups: report.groups.map((group) => named(group, new Map())) };
  }

  /** Rows are read as they are asked for. */
  async list({ range: asked, filter }: HandoffsWanted, scope: Scope): Promise<HandoffList> {
    const range = await this.rangeOf(asked);
    const pages = this.reports.listHandoffs({ range, filter, scope });
    return { range, pages, names: await this.names() };
  }

  private async rangeOf(asked: AskedRange): Promise<ReportRange> {
    return reportRange(asked, await this.time.nowMs());
  }

  private async names(): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.agents.list()).map(({ id, name }) => [id, name]));
  }
}

function named<Figures>(
  group: Group<Figures>,
  names: ReadonlyMap<string, string>,
): Group<Figures> & { readonly name: string } {
  return { ...group, name: names.get(group.key) ?? group.key };
}
