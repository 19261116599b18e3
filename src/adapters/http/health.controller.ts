import { Controller, Get, HttpCode, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';

import { Readiness } from './readiness.ts';

/** Probes: whether the process lives, and whether it should be given work. */
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The event loop turns; nothing else is asked, so that trouble elsewhere restarts nobody. */
  @Get('healthz')
  @HttpCode(HttpStatus.OK)
  healthz(): { readonly status: string } {
    return { status: 'ok' };
  }

  /** Started and not leaving. Trouble with the store is answered by 503s at the door, not here. */
  @Get('readyz')
  readyz(@Res() response: Response): void {
    const { state } = this.readiness;
    response.status(state === 'ready' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    response.json({ status: state });
  }
}
