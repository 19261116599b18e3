import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { PUBLIC_PATH, PublicMedia } from '#app/media/public-media.ts';

import { Described } from '../api/frame/endpoint.ts';
import { Public } from '../api/frame/policies.ts';
import { sendMedia } from './send-media.ts';

/** Braze asks once or twice; nobody in between is to keep what somebody may erase. */
const CACHE = 'private, max-age=300';

/** Files of agents, for Braze and WhatsApp to fetch. */
@Controller(PUBLIC_PATH)
@Described('media')
export class PublicMediaController {
  constructor(private readonly media: PublicMedia) {}

  @Get(':token/:name')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Public('the address is signed, and leads to one file for three days')
  async file(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const opened = await this.media.open(token, request.get('range'));
    // WhatsApp's servers are another origin, and so is the sandbox's phone.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin');
    await sendMedia(response, opened, CACHE);
  }
}
