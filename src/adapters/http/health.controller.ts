import { Controller, Get, HttpCode, HttpStatus, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';

import { Public } from './api/frame/policies.ts';
import { Readiness } from './readiness.ts';

/** Probes: whether the process lives, and whether it should be given work. */
@Controller()
@ApiExcludeController()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The event loop turns; nothing else is asked, so that trouble elsewhere restarts nobody. */
  @Get('healthz')
  @Public('a probe: nothing but that the process lives')
  @HttpCode(HttpStatus.OK)
  healthz(): { readonly status: string } {
    return { status: 'ok' };
  }

  /** Started and not leaving. Trouble with the store is answered by 503s at the door, not here. */
  @Get('readyz')
  @Public('a probe: nothing but whether it should be given work')
  readyz(@Res() response: Response): void {
    const { state } = this.readiness;
    response.status(state === 'ready' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    response.json({ status: state });
  }
}
