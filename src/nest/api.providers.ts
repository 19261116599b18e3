import type { Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';

import { NodeAccessTokens } from '#adapters/access/node-access-tokens.ts';
import { ScryptPasswords } from '#adapters/access/scrypt-passwords.ts';
import { ChatStartLimits } from '#adapters/http/api/desk/chat-start-limits.ts';
import { AccessGuard, Entrance } from '#adapters/http/api/frame/access.guard.ts';
import { AuditInterceptor } from '#adapters/http/api/frame/audit.interceptor.ts';
import { JourneyCookie, SessionCookie } from '#adapters/http/api/frame/cookies.ts';
import { ExactPipe } from '#adapters/http/api/frame/exact.pipe.ts';
import { RateLimits } from '#adapters/http/api/frame/rate-limits.ts';
import { ApiDocument } from '#adapters/http/api/openapi.controller.ts';
import { NoIdentityProvider } from '#adapters/oidc/no-identity-provider.ts';
import { OpenidProvider } from '#adapters/oidc/openid-provider.ts';
import { PostgresAuditTrail } from '#adapters/postgres/audit/postgres-audit-trail.ts';
import { PostgresCannedBook } from '#adapters/postgres/canned/postgres-canned-book.ts';
import { PostgresGlimpses } from '#adapters/postgres/desk/postgres-glimpses.ts';
import { PostgresBoardLooks } from '#adapters/postgres/handoff/postgres-board-looks.ts';
import { PostgresApiKeyStore } from '#adapters/postgres/people/postgres-api-key-store.ts';
import { PostgresPeopleStore } from '#adapters/postgres/people/postgres-people-store.ts';
import { PostgresSessionStore } from '#adapters/postgres/people/postgres-session-store.ts';
import { PostgresSignInCounter } from '#adapters/postgres/people/postgres-sign-in-counter.ts';
import { PostgresReleaseHistory } from '#adapters/postgres/releases/postgres-release-history.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { ActOnMany } from '#app/board/act-on-many.ts';
import { ChangeAgent } from '#app/board/change-agent.ts';
import { LookAtBoard } from '#app/board/look-at-board.ts';
import { ManageCanned } from '#app/canned/manage-canned.ts';
import { ActInConversation } from '#app/conversations/act-in-conversation.ts';
import { NoteReads } from '#app/conversations/note-reads.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { ReadCustomer } from '#app/customers/read-customer.ts';
import { AttendDesk } from '#app/handoff/attend-desk.ts';
import { ChangePresence } from '#app/handoff/change-presence.ts';
import { DeskDoor } from '#app/handoff/desk-door.ts';
import { LookAtQueues } from '#app/handoff/look-at-queues.ts';
import { QueuesNow } from '#app/handoff/queues-now.ts';
import { BringMedia } from '#app/media/bring-media.ts';
import { Authenticate } from '#app/people/authenticate.ts';
import { BeginSession } from '#app/people/begin-session.ts';
import { ManageApiKeys } from '#app/people/manage-api-keys.ts';
import { ManagePeople } from '#app/people/manage-people.ts';
import { SignIn } from '#app/people/sign-in.ts';
import { SignInElsewhere } from '#app/people/sign-in-elsewhere.ts';
import { SignOut } from '#app/people/sign-out.ts';
import { AccessTokens } from '#app/ports/access-tokens.ts';
import { AgentBook } from '#app/ports/agent-book.ts';
import { ApiKeyStore } from '#app/ports/api-key-store.ts';
import { AuditTrail } from '#app/ports/audit-trail.ts';
import { BoardLooks } from '#app/ports/board-looks.ts';
import { CannedBook } from '#app/ports/canned-book.ts';
import { Clock } from '#app/ports/clock.ts';
import { DatabaseTime } from '#app/ports/database-time.ts';
import { DeskLists } from '#app/ports/desk-lists.ts';
import { Glimpses } from '#app/ports/glimpses.ts';
import { HandoffFiles } from '#app/ports/handoff-files.ts';
import { HandoffLine } from '#app/ports/handoff-line.ts';
import { IdentityDirectory } from '#app/ports/identity-directory.ts';
import { IdentityProvider } from '#app/ports/identity-provider.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { Passwords } from '#app/ports/passwords.ts';
import { PeopleStore } from '#app/ports/people-store.ts';
import { QuarantineStore } from '#app/ports/quarantine-store.ts';
import { QueueBoard } from '#app/ports/queue-board.ts';
import { ReleaseHistory } from '#app/ports/release-history.ts';
import { ReplyDesk } from '#app/ports/reply-desk.ts';
import { SessionStore } from '#app/ports/session-store.ts';
import { SignInCounter } from '#app/ports/sign-in-counter.ts';
import { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { DismissQuarantined } from '#app/quarantine/dismiss-quarantined.ts';
import { ListQuarantine } from '#app/quarantine/list-quarantine.ts';
import { RedriveQuarantined } from '#app/quarantine/redrive-quarantined.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';
import { ChangeReplies } from '#app/replies/change-replies.ts';
import { ListReplies } from '#app/replies/list-replies.ts';
import { ListTemplates } from '#app/templates/list-templates.ts';
import { SendTemplate } from '#app/templates/send-template.ts';
import { StartChat } from '#app/templates/start-chat.ts';
import type { Environment } from '#config/environment.ts';
import { readRoleMapping, type RoleMapping } from '#core/access/roles-from-claim.ts';

import { bind, bindAs } from './bind.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

const overPool = <Store>(
  port: abstract new () => Store,
  make: (shared: SharedPool) => Store,
): Provider => ({
  provide: port,
  inject: [SharedPool],
  useFactory: make,
});

/** Who may sign in, and what operators do; the command line has them, too. */
export const peopleProviders: readonly Provider[] = [
  bindAs(Passwords, ScryptPasswords, []),
  bindAs(AccessTokens, NodeAccessTokens, []),
  overPool(PeopleStore, ({ prisma }) => new PostgresPeopleStore(prisma)),
  overPool(AuditTrail, ({ prisma }) => new PostgresAuditTrail(prisma)),
  bind(ManagePeople, [PeopleStore, Passwords, AccessTokens, Ids]),
];

/** What only the routes of the API ask for. */
export const apiProviders: readonly Provider[] = [
  overPool(SessionStore, ({ pool }) => new PostgresSessionStore(pool)),
  overPool(ApiKeyStore, ({ pool }) => new PostgresApiKeyStore(pool)),
  overPool(SignInCounter, ({ pool }) => new PostgresSignInCounter(pool)),
  overPool(ReleaseHistory, ({ prisma }) => new PostgresReleaseHistory(prisma)),
  bind(BeginSession, [SessionStore, AccessTokens, Ids]),
  bind(SignIn, [PeopleStore, Passwords, SignInCounter, BeginSession, AuditTrail]),
  bind(SignOut, [SessionStore]),
  bind(Authenticate, [SessionStore, ApiKeyStore, AccessTokens]),
  bind(ManageApiKeys, [ApiKeyStore, AccessTokens, Ids]),
  bind(NoteReads, [AuditTrail, Clock, Incidents]),
  bind(ActInConversation, [ReadConversations, AcceptEvents, Ids, BringMedia]),
  overPool(Glimpses, ({ pool }) => new PostgresGlimpses(pool)),
  bind(ReadCustomer, [HandoffFiles, KnownReleases]),
  bind(ListTemplates, [KnownReleases]),
  overPool(CannedBook, ({ pool }) => new PostgresCannedBook(pool)),
  bind(ManageCanned, [CannedBook, KnownReleases, Ids]),
  bind(SendTemplate, [DeskDoor, ReadCustomer, KnownReleases]),
  {
    provide: StartChat,
    inject: [
      AcceptEvents,
      IdentityDirectory,
      ReadCustomer,
      QueuesNow,
      HandoffLine,
      KnownReleases,
      Ids,
    ],
    useFactory: (
      door: AcceptEvents,
      directory: IdentityDirectory,
      customers: ReadCustomer,
      queues: QueuesNow,
      line: HandoffLine,
      releases: KnownReleases,
      ids: Ids,
    ) => new StartChat({ door, directory, customers, queues, line, releases, ids }),
  },
  { provide: ChatStartLimits, useFactory: () => new ChatStartLimits() },
  bind(AttendDesk, [AgentBook, ChangePresence]),
  bind(LookAtQueues, [QueuesNow, DeskLists, DatabaseTime]),
  overPool(BoardLooks, ({ pool }) => new PostgresBoardLooks(pool)),
  bind(LookAtBoard, [QueuesNow, QueueBoard, BoardLooks, DatabaseTime]),
  bind(ChangeAgent, [AgentBook, PeopleStore, QueuesNow]),
  {
    provide: ActOnMany,
    inject: [DeskDoor, DeskLists, AgentBook, AuditTrail, QueuesNow, AttendDesk],
    useFactory: (
      door: DeskDoor,
      lists: DeskLists,
      agents: AgentBook,
      audit: AuditTrail,
      queues: QueuesNow,
      attend: AttendDesk,
    ) => new ActOnMany(door, { lists, agents, audit }, queues, attend),
  },
  bind(ListReplies, [ReplyDesk]),
  bind(ChangeReplies, [ReplyDesk]),
  bind(ListQuarantine, [QuarantineStore]),
  bind(DismissQuarantined, [QuarantineStore]),
  bind(RedriveQuarantined, [QuarantineStore, AcceptEvents, WebhookSeals]),
  {
    provide: IdentityProvider,
    inject: [Runtime],
    useFactory: ({ environment }: Runtime) => identityProviderOf(environment),
  },
  {
    provide: SignInElsewhere,
    inject: [IdentityProvider, PeopleStore, BeginSession, Ids, Runtime],
    useFactory: (
      provider: IdentityProvider,
      people: PeopleStore,
      sessions: BeginSession,
      ids: Ids,
      { environment }: Runtime,
    ) => new SignInElsewhere(provider, people, sessions, ids, roleMappingOf(environment)),
  },
  { provide: RateLimits, useFactory: () => new RateLimits() },
  bind(ApiDocument, []),
  {
    provide: Entrance,
    inject: [Runtime],
    useFactory: ({ environment }: Runtime) => new Entrance(environment.PARLEY_TRUSTED_PROXIES),
  },
  {
    provide: SessionCookie,
    inject: [Runtime],
    useFactory: ({ environment }: Runtime) => new SessionCookie(mayBePlain(environment)),
  },
  {
    provide: JourneyCookie,
    inject: [Runtime],
    useFactory: ({ environment }: Runtime) => new JourneyCookie(mayBePlain(environment)),
  },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  { provide: APP_PIPE, useClass: ExactPipe },
];

function mayBePlain({ PARLEY_ENV }: Environment): boolean {
  return PARLEY_ENV === 'development';
}

function identityProviderOf(environment: Environment): IdentityProvider {
  const { PARLEY_OIDC_ISSUER: issuer, PARLEY_OIDC_CLIENT_ID: clientId } = environment;
  const { PARLEY_PUBLIC_URL: publicUrl, PARLEY_OIDC_ROLES_CLAIM: rolesClaim } = environment;
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) {
    return new NoIdentityProvider();
  }
  const clientSecret = (): string => environment.oidcClientSecret() ?? '';
  return new OpenidProvider({ issuer, clientId, clientSecret, publicUrl, rolesClaim });
}

function roleMappingOf({ PARLEY_OIDC_ROLES }: Environment): RoleMapping {
  const mapping = readRoleMapping(PARLEY_OIDC_ROLES ?? '');
  return typeof mapping === 'string' ? new Map() : mapping; // checked when the settings were read
}
