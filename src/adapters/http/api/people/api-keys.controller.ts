import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse } from '@nestjs/swagger';

import { ManageApiKeys } from '#app/people/manage-api-keys.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { AnswersPage, Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { idCursor, type Page, pageOf, PageQuery, shownPage } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import {
  ApiKeyAnswer,
  apiKeyAnswer,
  madeAnswer,
  MadeApiKeyAnswer,
  NewApiKeyBody,
  RotationBody,
} from './api-keys.bodies.ts';

/** Keys for machines. */
@Endpoint('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ManageApiKeys) {}

  /** The newest first, those that open nothing any more among them. */
  @Get()
  @Allow('api-keys.read')
  @AnswersPage(ApiKeyAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<ApiKeyAnswer>> {
    const found = await this.keys.list({ before: idCursor(cursor), limit: limit + 1 });
    return shownPage(
      pageOf(found, limit, ({ id }) => id),
      apiKeyAnswer,
    );
  }

  /** The answer has the key itself, this once. */
  @Post()
  @Allow('api-keys.change')
  @AuditedInside('api-key.add')
  @NeedsCsrf()
  @ApiCreatedResponse({ type: MadeApiKeyAnswer })
  async add(@Body() body: NewApiKeyBody, @Asking() { actor }: Caller): Promise<MadeApiKeyAnswer> {
    const { name, roles, queues, expires_at: expires } = body;
    const expiresAt = expires === undefined ? undefined : new Date(expires);
    return madeAnswer(await this.keys.add({ name, roles, queues, expiresAt }, actor));
  }

  /** A key with the same rights; the old one works for a while yet. */
  @Post(':id/rotate')
  @Allow('api-keys.change')
  @AuditedInside('api-key.rotate')
  @NeedsCsrf()
  @ApiCreatedResponse({ type: MadeApiKeyAnswer })
  async rotate(
    @Param('id') id: string,
    @Body() body: RotationBody,
    @Asking() { actor }: Caller,
  ): Promise<MadeApiKeyAnswer> {
    return madeAnswer(await this.keys.rotate(id, actor, body.overlapMs));
  }

  /** Opens nothing from now on. */
  @Delete(':id')
  @Allow('api-keys.change')
  @AuditedInside('api-key.revoke')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(@Param('id') id: string, @Asking() { actor }: Caller): Promise<void> {
    await this.keys.revoke(id, actor);
  }
}
