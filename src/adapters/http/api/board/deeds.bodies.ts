import type { PieceDone } from '#app/board/act-on-many.ts';
import type { Deed } from '#app/board/deed.ts';
import type { DeskCursor, DeskFilter } from '#app/ports/desk-lists.ts';
import type { Scope } from '#core/access/scope.ts';

import { cursorText, readCursor } from '../desk/desk.bodies.ts';
import { NotAsAgreed } from '../frame/access-errors.ts';
import { Choice, Count, Flag, Moment, Nested, Text, Texts, Uuid } from '../frame/fields.ts';
import { UUID } from '../frame/pages.ts';
import { BoardWhere } from './board-filter.bodies.ts';

const MOST_IDS = 50;

/** Which conversations: these, or all that are found; one of the two. */
export class TakeManyBody {
  @Texts({ max: MOST_IDS, optional: true, about: `Ids, ${String(MOST_IDS)} at most.` })
  readonly ids?: readonly string[];

  @Texts({
    max: MOST_IDS,
    optional: true,
    about:
      'Who had each of `ids` when you looked, empty for nobody: where somebody was faster since, they keep it.',
  })
  readonly held_by?: readonly string[];

  @Nested(() => BoardWhere, {
    optional: true,
    about: 'All that are found by this; empty: all before people that one may see.',
  })
  readonly where?: BoardWhere;

  @Moment({ optional: true, about: '`at` of the count: none who came later is touched.' })
  readonly until?: string;

  @Text({ max: 300, optional: true, about: '`next` of the piece before.' })
  readonly cursor?: string;

  /** Never more than the caller may see. @throws NotAsAgreed */
  toFilter(scope: Scope): DeskFilter {
    const { ids, where, until } = this;
    if ((ids === undefined) === (where === undefined)) {
      throw new NotAsAgreed([{ at: 'ids', message: 'give either ids or where' }]);
    }
    const strange = ids?.find((id) => !UUID.test(id));
    if (strange !== undefined) throw new NotAsAgreed([{ at: 'ids', message: 'must be UUIDs' }]);
    const untilMs = until === undefined ? undefined : Date.parse(until);
    const found = (where ?? new BoardWhere()).toFilter(scope);
    return { ...found, conversationIds: ids, untilMs };
  }

  get after(): DeskCursor | undefined {
    return readCursor(this.cursor);
  }

  /** By id, who had it. @throws NotAsAgreed */
  get seen(): ReadonlyMap<string, string> | undefined {
    const { ids = [], held_by: holders } = this;
    if (holders === undefined) return undefined;
    if (holders.length !== ids.length) {
      throw new NotAsAgreed([{ at: 'held_by', message: 'give one for each of ids' }]);
    }
    return new Map(ids.map((id, place) => [id.toLowerCase(), holders[place] ?? '']));
  }
}

export class AssignManyBody extends TakeManyBody {
  @Text({ max: 100, optional: true, about: 'To this queue; without it, the queue stays.' })
  readonly queue?: string;

  @Text({
    max: 100,
    optional: true,
    about: 'To this agent, asked alone, as far as they have room.',
  })
  readonly agent?: string;

  @Text({ max: 2000, optional: true, about: 'For whoever takes it; never the customer.' })
  readonly note?: string;

  /** @throws NotAsAgreed */
  get deed(): Deed {
    const { queue, agent, note } = this;
    if (queue === undefined && agent === undefined) {
      throw new NotAsAgreed([{ at: 'queue', message: 'give a queue, an agent, or both' }]);
    }
    const words = note?.trim() === '' ? undefined : note;
    return { kind: 'assign', queue, agent, note: words };
  }
}

export class HandBackManyBody extends TakeManyBody {
  @Choice(['rest', 'menu', 'question'], {
    about:
      'Where customers go on: the bot only says that it is back, its menu, or the question that was open.',
  })
  readonly to!: 'rest' | 'menu' | 'question';
}

export class CloseManyBody extends TakeManyBody {
  @Text({ max: 80, optional: true, about: 'What it was, for reports.' })
  readonly code?: string;

  @Flag({ optional: true, about: 'Without the farewell.' })
  readonly quietly?: boolean;

  get deed(): Deed {
    const { code, quietly } = this;
    return { kind: 'close', code: code === '' ? undefined : code, quietly };
  }
}

const CAME = [
  ...(['done', 'already', 'taken', 'moved', 'gone'] as const),
  ...(['opted-out', 'full', 'failed'] as const),
];

class OutcomeAnswer {
  @Uuid()
  readonly id!: string;

  @Choice(CAME, {
    about:
      'already: nothing was left to do; taken: `by` was faster; moved: it waits elsewhere or anew; gone: not before people any more; full: the agent has no room; failed: try again.',
  })
  readonly came!: string;

  @Text({ optional: true, about: 'Id of who was faster.' })
  readonly by!: string | null;

  @Text({ optional: true, about: 'Their name.' })
  readonly by_name!: string | null;

  @Text({ optional: true, about: 'Why it failed; beside `done`, why its note was not written.' })
  readonly code!: string | null;
}

export class PieceAnswer {
  @Count()
  readonly done!: number;

  @Nested(() => OutcomeAnswer, { list: true, about: 'One for each conversation, in line.' })
  readonly items!: readonly OutcomeAnswer[];

  @Text({ optional: true, about: 'As `cursor` of the next piece; null at the end.' })
  readonly next!: string | null;
}

/** @param ids that were asked for; those that are not before people, or not the caller's, are gone */
export function pieceAnswer(
  { outcomes, next }: PieceDone,
  names: ReadonlyMap<string, string>,
  ids: readonly string[] = [],
): PieceAnswer {
  const found = new Set(outcomes.map(({ conversationId }) => conversationId));
  const missing = ids.map((id) => id.toLowerCase()).filter((id) => !found.has(id));
  const items = outcomes.map(({ conversationId: id, came, by, code }) => ({
    ...{ id, came, code: code ?? null },
    ...{ by: by ?? null, by_name: by === undefined ? null : (names.get(by) ?? by) },
  }));
  const gone = missing.map((id) => ({ id, came: 'gone', by: null, by_name: null, code: null }));
  return {
    done: outcomes.filter(({ came }) => came === 'done').length,
    items: [...items, ...gone],
    next: next === undefined ? null : cursorText(next),
  };
}
