import { Body, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';

import { ManagePeople } from '#app/people/manage-people.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { AnswersPage, Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { type Page, pageOf, PageQuery, shownPage } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import {
  InvitedAnswer,
  invitedAnswer,
  NewPersonBody,
  PersonAnswer,
  personAnswer,
  PersonChangesBody,
} from './people.bodies.ts';

/** Who may sign in. */
@Endpoint('people')
export class PeopleController {
  constructor(private readonly people: ManagePeople) {}

  /** By e-mail address. */
  @Get()
  @Allow('people.read')
  @AnswersPage(PersonAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<PersonAnswer>> {
    const found = await this.people.list({ after: cursor, limit: limit + 1 });
    return shownPage(
      pageOf(found, limit, ({ email }) => email),
      personAnswer,
    );
  }

  @Get(':id')
  @Allow('people.read')
  @ApiOkResponse({ type: PersonAnswer })
  async one(@Param('id') id: string): Promise<PersonAnswer> {
    return personAnswer(await this.people.one(id));
  }

  /** Answers a password that works once. */
  @Post()
  @Allow('people.change')
  @AuditedInside('person.add')
  @NeedsCsrf()
  @ApiCreatedResponse({ type: InvitedAnswer })
  async add(@Body() body: NewPersonBody, @Asking() { actor }: Caller): Promise<InvitedAnswer> {
    return invitedAnswer(await this.people.add(body, actor));
  }

  /** What is not said stays. */
  @Patch(':id')
  @Allow('people.change')
  @AuditedInside('person.change')
  @NeedsCsrf()
  @ApiOkResponse({ type: PersonAnswer })
  async change(
    @Param('id') id: string,
    @Body() body: PersonChangesBody,
    @Asking() { actor }: Caller,
  ): Promise<PersonAnswer> {
    return personAnswer(await this.people.change(id, body.toChanges(), actor));
  }

  /** Ends their sessions, and answers a password that works once. */
  @Post(':id/reset-password')
  @Allow('people.change')
  @AuditedInside('person.reset-password')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: InvitedAnswer })
  async resetPassword(
    @Param('id') id: string,
    @Asking() { actor }: Caller,
  ): Promise<InvitedAnswer> {
    return invitedAnswer(await this.people.resetPassword(id, actor));
  }
}
