import { Body, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiProduces,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { ActInConversation } from '#app/conversations/act-in-conversation.ts';
import { BringMedia } from '#app/media/bring-media.ts';
import { ReadMedia } from '#app/media/read-media.ts';
import type { Caller } from '#core/access/caller.ts';

import { sendMedia } from '../../media/send-media.ts';
import { ReceiptAnswer, receiptAnswer } from '../conversations/conversations.bodies.ts';
import { Asking } from '../frame/asking.ts';
import { Audited, AuditedRead } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import {
  AttachmentsAnswer,
  attachmentsAnswer,
  BringQuery,
  BroughtAnswer,
  broughtAnswer,
  SendMediaBody,
} from './media.bodies.ts';

/** A file never changes; whoever is signed out sees it no longer in an hour. */
const CACHE = 'private, max-age=3600';

/** What agents may send beside words. */
@Endpoint('desk')
export class AttachmentsController {
  constructor(private readonly bringing: BringMedia) {}

  @Get('attachments')
  @Allow('conversations.read')
  @ApiOkResponse({ type: AttachmentsAnswer })
  limits(): AttachmentsAnswer {
    return attachmentsAnswer(this.bringing.limits());
  }
}

/** Files of conversations that one may see. */
@Endpoint('conversations')
export class MediaController {
  constructor(
    private readonly media: ReadMedia,
    private readonly bringing: BringMedia,
    private readonly act: ActInConversation,
  ) {}

  /**
   * Takes a file to be sent: the body is the file itself, as `application/octet-stream`. What it is
   * shows in its content.
   */
  @Post(':id/media')
  @Allow('conversations.reply')
  @Audited('media.bring', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiConsumes('application/octet-stream')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiOkResponse({ type: BroughtAnswer })
  async bring(
    @Param('id') conversationId: string,
    @Query() { name }: BringQuery,
    @Asking() caller: Caller,
    @Req() request: Request,
  ): Promise<BroughtAnswer> {
    const bytes = bytesOf(request);
    return broughtAnswer(await this.bringing.bring(conversationId, { name, bytes }, caller));
  }

  /** Answers once it is committed; it leaves through the outbox, as words do. */
  @Post(':id/media/:media/send')
  @Allow('conversations.reply')
  @Audited('conversation.reply', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async send(
    @Param('id') id: string,
    @Param('media') media: string,
    @Body() { key, text = '' }: SendMediaBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    return receiptAnswer(await this.act.reply(id, { key, text, media }, caller));
  }

  /** The file, or with `Range` a piece of it; what is no picture, sound or film is only to be saved. */
  @Get(':id/media/:media')
  @Allow('conversations.read')
  @AuditedRead('file')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Param('id') conversationId: string,
    @Param('media') id: string,
    @Asking() { scope }: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const name = { conversationId, id };
    await sendMedia(response, await this.media.open(name, request.get('range'), scope), CACHE);
  }

  /** What could not be fetched is tried again at once. */
  @Post(':id/media/:media/fetch')
  @Allow('conversations.reply')
  @Audited('media.fetch', 'media')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async fetchAgain(
    @Param('id') conversationId: string,
    @Param('media') id: string,
    @Asking() { scope }: Caller,
  ): Promise<void> {
    await this.media.fetchAgain({ conversationId, id }, scope);
  }
}

/** What was not read when the answer is ready ends with the connection. */
async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  for await (const piece of request.iterator({ destroyOnReturn: false })) yield piece as Buffer;
}
