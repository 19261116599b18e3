import { Body, Delete, Get, HttpCode, Post, Put, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { Authenticate, type SignedIn } from '#app/people/authenticate.ts';
import type { BegunSession } from '#app/people/begin-session.ts';
import { BeginSession } from '#app/people/begin-session.ts';
import { ManagePeople } from '#app/people/manage-people.ts';
import { SignIn } from '#app/people/sign-in.ts';
import { SignOut } from '#app/people/sign-out.ts';
import type { Caller } from '#core/access/caller.ts';

import { callerAddress } from '../../door/caller-address.ts';
import { Entrance } from '../frame/access.guard.ts';
import { NobodySignedIn } from '../frame/access-errors.ts';
import { Asking, AskingSession } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { SessionCookie } from '../frame/cookies.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow, Public } from '../frame/policies.ts';
import { OwnPasswordBody, SessionAnswer, sessionAnswer, SignInBody } from './session.bodies.ts';

/** Signing in and out, and who one is. */
@Endpoint('session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly authenticate: Authenticate,
    private readonly people: ManagePeople,
    private readonly sessions: BeginSession,
    private readonly cookie: SessionCookie,
    private readonly entrance: Entrance,
  ) {}

  /** Sets the session's cookie; whoever was signed in with this browser before is no longer. */
  @Post()
  @Public('it is how one becomes somebody; tries are counted')
  @AuditedInside('session.begin')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionAnswer })
  async begin(
    @Body() { email, password }: SignInBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    const address = callerAddress(request, this.entrance.proxies);
    const begun = await this.signIn.execute({ email, password, address });
    await this.endBefore(request);
    return this.enter(begun, request, response);
  }

  /** Who is signed in, what they may do, and the token for writes. */
  @Get()
  @Allow('session.own')
  @ApiOkResponse({ type: SessionAnswer })
  current(@Asking() caller: Caller, @AskingSession() session: SignedIn | undefined): SessionAnswer {
    return sessionAnswer(caller, session);
  }

  /** Its token opens nothing from now on. */
  @Delete()
  @Allow('session.own')
  @AuditedInside('session.end')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(
    @AskingSession() session: SignedIn | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    if (session !== undefined) await this.signOut.execute(session.sessionId, session.caller.actor);
    this.cookie.clear(request, response);
    response.set('Clear-Site-Data', '"cache", "storage"');
  }

  /** One's own; every session of theirs ends, and this browser gets a new one. */
  @Put('password')
  @Allow('password.change')
  @AuditedInside('person.set-password')
  @NeedsCsrf()
  @ApiOkResponse({ type: SessionAnswer })
  async changePassword(
    @Body() body: OwnPasswordBody,
    @Asking() { id }: Caller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    const person = await this.people.changeOwnPassword(id, body);
    return this.enter(await this.sessions.execute(person, 'password'), request, response);
  }

  private async enter(
    { token, expiresAt }: BegunSession,
    request: Request,
    response: Response,
  ): Promise<SessionAnswer> {
    this.cookie.set(request, response, token, expiresAt);
    const session = await this.authenticate.session(token);
    if (session === undefined) throw new NobodySignedIn();
    return sessionAnswer(session.caller, session);
  }

  private async endBefore(request: Request): Promise<void> {
    const token = this.cookie.read(request);
    const before = token === undefined ? undefined : await this.authenticate.session(token);
    if (before !== undefined) await this.signOut.execute(before.sessionId, before.caller.actor);
  }
}
