import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';

import { ManageWebhooks } from '#app/webhooks/manage-webhooks.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import {
  MadeWebhookAnswer,
  madeWebhookAnswer,
  NewWebhookBody,
  noticeAnswer,
  NoticesAnswer,
  NoticesQuery,
  RedrivenNoticesAnswer,
  WebhookAnswer,
  webhookAnswer,
  WebhookChangeBody,
  WebhookRotationBody,
  WebhooksAnswer,
} from './webhooks.bodies.ts';

/** Addresses that are told what people do with conversations: docs/guides/webhooks.md. */
@Endpoint('webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: ManageWebhooks) {}

  /** All of them, the newest first. */
  @Get()
  @Allow('webhooks.read')
  @ApiOkResponse({ type: WebhooksAnswer })
  async list(): Promise<WebhooksAnswer> {
    return { items: (await this.webhooks.list()).map(webhookAnswer) };
  }

  /** One, with how many notices wait and how many were given up. */
  @Get(':id')
  @Allow('webhooks.read')
  @ApiOkResponse({ type: WebhookAnswer })
  async one(@Param('id') id: string): Promise<WebhookAnswer> {
    return webhookAnswer(await this.webhooks.find(id));
  }

  /** The answer has the secret that signs, this once. */
  @Post()
  @Allow('webhooks.change')
  @AuditedInside('webhook.add')
  @NeedsCsrf()
  @ApiCreatedResponse({ type: MadeWebhookAnswer })
  async add(@Body() body: NewWebhookBody, @Asking() { actor }: Caller): Promise<MadeWebhookAnswer> {
    const { url, about, events, queues } = body;
    return madeWebhookAnswer(await this.webhooks.add({ url, about, events, queues }, actor));
  }

  /** `enabled: true` after long failure tries anew what waits. */
  @Patch(':id')
  @Allow('webhooks.change')
  @AuditedInside('webhook.change')
  @NeedsCsrf()
  @ApiOkResponse({ type: WebhookAnswer })
  async change(
    @Param('id') id: string,
    @Body() body: WebhookChangeBody,
    @Asking() { actor }: Caller,
  ): Promise<WebhookAnswer> {
    return webhookAnswer(await this.webhooks.change(id, body.toChange(), actor));
  }

  /** A new secret; the old one signs beside it for a while. */
  @Post(':id/rotate')
  @Allow('webhooks.change')
  @AuditedInside('webhook.rotate')
  @NeedsCsrf()
  @ApiCreatedResponse({ type: MadeWebhookAnswer })
  async rotate(
    @Param('id') id: string,
    @Body() { overlapMs }: WebhookRotationBody,
    @Asking() { actor }: Caller,
  ): Promise<MadeWebhookAnswer> {
    return madeWebhookAnswer(await this.webhooks.rotate(id, actor, overlapMs));
  }

  /** With all that waits for it. */
  @Delete(':id')
  @Allow('webhooks.change')
  @AuditedInside('webhook.remove')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@Param('id') id: string, @Asking() { actor }: Caller): Promise<void> {
    await this.webhooks.remove(id, actor);
  }

  /** What it was or is to be told; `state=dead` for what was given up. The newest first. */
  @Get(':id/notices')
  @Allow('webhooks.read')
  @ApiOkResponse({ type: NoticesAnswer })
  async notices(
    @Param('id') id: string,
    @Query() { state, limit }: NoticesQuery,
  ): Promise<NoticesAnswer> {
    return { items: (await this.webhooks.notices(id, state, limit)).map(noticeAnswer) };
  }

  /** All that was given up is tried anew. */
  @Post(':id/redrive')
  @Allow('webhooks.change')
  @AuditedInside('webhook.redrive')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: RedrivenNoticesAnswer })
  async redrive(
    @Param('id') id: string,
    @Asking() { actor }: Caller,
  ): Promise<RedrivenNoticesAnswer> {
    return { redriven: await this.webhooks.redrive(id, actor) };
  }
}
