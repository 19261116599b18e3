import { Get, Query } from '@nestjs/common';

import { AuditTrail, type WrittenEntry } from '#app/ports/audit-trail.ts';

import { AnswersPage, Endpoint } from '../frame/endpoint.ts';
import { Json, Moment, Text } from '../frame/fields.ts';
import { numberCursor, type Page, pageOf, PageQuery, shownPage } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';

class AuditQuery extends PageQuery {
  @Text({ max: 254, optional: true })
  readonly actor?: string;

  @Text({ max: 100, optional: true, about: 'Ends with a dot: all that begin so.' })
  readonly action?: string;

  @Text({ max: 254, optional: true })
  readonly subject?: string;
}

class AuditAnswer {
  @Text()
  readonly id!: string;

  @Moment()
  readonly at!: string;

  @Text()
  readonly actor!: string;

  @Text({ example: 'reply.resend' })
  readonly action!: string;

  @Text({ about: 'What it was done to.' })
  readonly subject!: string;

  @Json()
  readonly details!: object;
}

/** What people and operators did. */
@Endpoint('audit')
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  /** The newest first. */
  @Get()
  @Allow('audit.read')
  @AnswersPage(AuditAnswer)
  async list(@Query() query: AuditQuery): Promise<Page<AuditAnswer>> {
    const { limit, cursor, actor, action, subject } = query;
    const before = numberCursor(cursor);
    const found = await this.trail.list({
      limit: limit + 1,
      ...(before !== undefined && { before }),
      ...(actor !== undefined && { actor }),
      ...(action !== undefined && { action }),
      ...(subject !== undefined && { subject }),
    });
    return shownPage(
      pageOf(found, limit, ({ id }) => id),
      answerOf,
    );
  }
}

function answerOf({ at, ...entry }: WrittenEntry): AuditAnswer {
  return { ...entry, at: at.toISOString() };
}
