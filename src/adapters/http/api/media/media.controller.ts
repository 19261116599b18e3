import { Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { ReadMedia } from '#app/media/read-media.ts';
import type { Caller } from '#core/access/caller.ts';

import { sendMedia } from '../../media/send-media.ts';
import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';

/** A file never changes; whoever is signed out sees it no longer in an hour. */
const CACHE = 'private, max-age=3600';

/** Files of conversations that one may see. */
@Endpoint('conversations')
export class MediaController {
  constructor(private readonly media: ReadMedia) {}

  /** The file, or with `Range` a piece of it; what is no picture, sound or film is only to be saved. */
  @Get(':id/media/:media')
  @Allow('conversations.read')
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
