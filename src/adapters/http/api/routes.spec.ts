import { describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';

import { HealthController } from '../health.controller.ts';
import { apiControllers } from './api-controllers.ts';
import { RoutesWithoutPolicy } from './frame/access-errors.ts';
import { assertPolicies, routesOf } from './frame/routes-of.ts';

@Controller('api/forgotten')
class ForgottenController {
  @Get(':id')
  one(): string {
    return 'anybody may read this';
  }
}

/** Whoever changes who may use a route changes it here, too, and says so in the review. */
const ROUTES = `
GET /api/session/ways everybody
GET /api/session/oidc everybody
GET /api/session/oidc/callback everybody
POST /api/session everybody
GET /api/session session.own
DELETE /api/session session.own
PUT /api/session/password password.change
GET /api/people people.read
GET /api/people/:id people.read
POST /api/people people.change
PATCH /api/people/:id people.change
POST /api/people/:id/reset-password people.change
GET /api/api-keys api-keys.read
POST /api/api-keys api-keys.change
POST /api/api-keys/:id/rotate api-keys.change
DELETE /api/api-keys/:id api-keys.change
GET /api/conversations conversations.read
GET /api/conversations/:id conversations.read
GET /api/conversations/:id/handoff conversations.read
GET /api/conversations/:id/transcript conversations.read
POST /api/conversations/:id/keep conversations.close
POST /api/conversations/:id/take conversations.take
POST /api/conversations/:id/return conversations.return
POST /api/conversations/:id/reply conversations.reply
POST /api/conversations conversations.start
GET /api/conversations/:id/templates conversations.read
POST /api/conversations/:id/template conversations.reply
GET /api/desk/templates conversations.start
GET /api/desk/canned conversations.reply
GET /api/desk/search conversations.read
PUT /api/desk/canned canned.own
DELETE /api/desk/canned/:id canned.own
PUT /api/desk/canned/team canned.share
DELETE /api/desk/canned/team/:id canned.share
GET /api/conversations/:id/customer conversations.read
GET /api/replies replies.read
GET /api/replies/:id replies.read
POST /api/replies/retry replies.change
POST /api/replies/resend replies.change
POST /api/replies/drop replies.change
GET /api/quarantine quarantine.read
GET /api/quarantine/:id quarantine.read
POST /api/quarantine/:id/redrive quarantine.change
POST /api/quarantine/:id/dismiss quarantine.change
GET /api/pause sending.read
PUT /api/pause sending.pause
DELETE /api/pause sending.pause
GET /api/webhooks webhooks.read
GET /api/webhooks/:id webhooks.read
POST /api/webhooks webhooks.change
PATCH /api/webhooks/:id webhooks.change
POST /api/webhooks/:id/rotate webhooks.change
DELETE /api/webhooks/:id webhooks.change
GET /api/webhooks/:id/notices webhooks.read
POST /api/webhooks/:id/redrive webhooks.change
GET /api/reports/handoffs reports.read
GET /api/reports/handoffs.csv reports.read
GET /api/reports/chats reports.read
GET /api/reports/chats.csv reports.read
GET /api/reports/handoff-list.csv reports.read
GET /api/releases releases.read
GET /api/releases/live releases.read
GET /api/audit audit.read
GET /api/desk/conversations conversations.read
GET /api/desk/queues conversations.read
GET /api/desk/agents conversations.read
GET /api/desk/presence desk.attend
PUT /api/desk/presence desk.attend
POST /api/desk/presence/beat desk.attend
POST /api/conversations/:id/claim conversations.take
POST /api/conversations/:id/accept conversations.take
POST /api/conversations/:id/decline conversations.take
POST /api/conversations/:id/transfer conversations.transfer
POST /api/conversations/:id/hand-back conversations.return
POST /api/conversations/:id/wrap-up conversations.close
POST /api/conversations/:id/close conversations.close
POST /api/conversations/:id/notes conversations.note
POST /api/conversations/:id/block conversations.block
POST /api/conversations/:id/unblock blocks.end
GET /api/blocks blocks.read
GET /api/desk/attachments conversations.read
POST /api/conversations/:id/media conversations.reply
POST /api/conversations/:id/media/:media/send conversations.reply
GET /media/out/:token/:name everybody
GET /api/conversations/:id/media/:media conversations.read
POST /api/conversations/:id/media/:media/fetch conversations.reply
POST /api/conversations/:id/draft conversations.aid
POST /api/conversations/:id/summary conversations.aid
GET /api/conversations/:id/sources conversations.read
GET /api/desk/aid conversations.aid
GET /api/board board.read
GET /api/board/conversations board.read
GET /api/board/count board.read
POST /api/board/take board.act
POST /api/board/assign board.act
POST /api/board/pull-back board.act
POST /api/board/hand-back board.act
POST /api/board/close board.act
PATCH /api/board/agents/:id agents.change
PUT /api/board/queues/:name queues.change
DELETE /api/board/queues/:name queues.change
GET /api/stream conversations.read
POST /api/stream/typing/:id conversations.reply
GET /api/openapi.json everybody`;

/** What is over in a moment and changes nothing: it would only fill the audit. */
const PASSING = ['LiveController.types', 'DeskController.beat'];

const routes = routesOf(apiControllers);

describe('the routes of the API', () => {
  it('are open to those who are written down here, and to nobody else', () => {
    const written = routes.map(({ method, path, policy }) => {
      const who =
        policy === undefined ? 'nobody' : 'everybody' in policy ? 'everybody' : policy.permission;
      return `${method} ${path} ${who}`;
    });

    expect(written.sort()).toEqual(ROUTES.trim().split('\n').sort());
  });

  it('leave every write behind in the audit', () => {
    const isPassing = (name: string): boolean => PASSING.includes(name);
    const silent = routes.filter(
      ({ method, audit, name }) => method !== 'GET' && audit === undefined && !isPassing(name),
    );

    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('say why, where everybody may use them', () => {
    for (const { policy } of routesOf([...apiControllers, HealthController])) {
      if (policy !== undefined && 'everybody' in policy) {
        expect(policy.everybody.length).toBeGreaterThan(20);
      }
    }
  });

  it('keep Parley from starting where nobody has decided about one', () => {
    expect(() => {
      assertPolicies([...apiControllers, HealthController]);
    }).not.toThrow();
    expect(() => {
      assertPolicies([...apiControllers, ForgottenController]);
    }).toThrow(RoutesWithoutPolicy);
    expect(() => {
      assertPolicies([ForgottenController]);
    }).toThrow(/ForgottenController\.one/);
  });
});
