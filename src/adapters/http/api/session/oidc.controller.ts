import { Get, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { SignInElsewhere } from '#app/people/sign-in-elsewhere.ts';
import { IdentityProvider, type SignInSecrets } from '#app/ports/identity-provider.ts';
import { AppError } from '#core/app-error.ts';

import { JourneyCookie, SessionCookie } from '../frame/cookies.ts';
import { Endpoint } from '../frame/endpoint.ts';
import { Public } from '../frame/policies.ts';
import { WaysAnswer } from './session.bodies.ts';

/** Whoever has not come back by then begins again. */
const JOURNEY_MS = 10 * 60_000;
const HOME = '/desk';

/** Signing in with the company's own identity provider. */
@Endpoint('session')
export class OidcController {
  constructor(
    private readonly elsewhere: SignInElsewhere,
    private readonly provider: IdentityProvider,
    private readonly cookie: SessionCookie,
    private readonly journey: JourneyCookie,
  ) {}

  /** Which ways there are to sign in. */
  @Get('ways')
  @Public('the sign-in page asks it before anybody is signed in')
  @ApiOkResponse({ type: WaysAnswer })
  ways(): WaysAnswer {
    return { password: true, oidc: this.provider.isThere };
  }

  /** Leads the browser to the provider. */
  @Get('oidc')
  @Public('it only leads to the provider')
  @ApiFoundResponse({ description: 'To the provider.' })
  async begin(@Req() request: Request, @Res() response: Response): Promise<void> {
    const { url, secrets } = await this.elsewhere.begin();
    const until = new Date(Date.now() + JOURNEY_MS);
    this.journey.set(request, response, packed(secrets), until);
    response.set('Cache-Control', 'no-store').redirect(302, url);
  }

  /** Where the provider sends the browser back to; leads on to the desk, with a word where it failed. */
  @Get('oidc/callback')
  @Public('the provider’s answer proves who comes; state, nonce and PKCE tie it to this browser')
  @ApiFoundResponse({ description: 'To the desk, with `#sign-in=CODE` where it failed.' })
  async finish(@Req() request: Request, @Res() response: Response): Promise<void> {
    const secrets = unpacked(this.journey.read(request));
    this.journey.clear(request, response);
    response.set('Cache-Control', 'no-store');
    try {
      if (secrets === undefined) {
        response.redirect(302, `${HOME}#sign-in=session.journey-over`);
        return;
      }
      const query = request.originalUrl.split('?')[1] ?? '';
      const { token, expiresAt } = await this.elsewhere.finish(query, secrets);
      this.cookie.set(request, response, token, expiresAt);
      response.redirect(302, HOME);
    } catch (failure) {
      if (!(failure instanceof AppError) || failure.kind === 'bug') throw failure;
      response.redirect(302, `${HOME}#sign-in=${failure.code}`);
    }
  }
}

function packed({ state, nonce, verifier }: SignInSecrets): string {
  return [state, nonce, verifier].join('.');
}

/** Random texts of the library: without dots. */
function unpacked(text: string | undefined): SignInSecrets | undefined {
  const [state = '', nonce = '', verifier = '', ...more] = (text ?? '').split('.');
  const isWhole = state !== '' && nonce !== '' && verifier !== '' && more.length === 0;
  return isWhole ? { state, nonce, verifier } : undefined;
}
