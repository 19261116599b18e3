import type { Type } from '@nestjs/common';

import { LiveController } from '../live/live.controller.ts';
import { PublicMediaController } from '../media/public-media.controller.ts';
import { AidController } from './aid/aid.controller.ts';
import { AidStateController } from './aid/aid-state.controller.ts';
import { BoardController } from './board/board.controller.ts';
import { BoardDeedsController } from './board/deeds.controller.ts';
import { BoardStaffController } from './board/staff.controller.ts';
import { ConversationsController } from './conversations/conversations.controller.ts';
import { DeskActsController } from './desk/acts.controller.ts';
import { BlockingController, BlocksController } from './desk/blocks.controller.ts';
import { CannedController } from './desk/canned.controller.ts';
import { CustomersController } from './desk/customers.controller.ts';
import { DeskController } from './desk/desk.controller.ts';
import { HandoffController } from './desk/handoff.controller.ts';
import { SearchController } from './desk/search.controller.ts';
import { DeskTemplatesController, TemplatesController } from './desk/templates.controller.ts';
import { AttachmentsController, MediaController } from './media/media.controller.ts';
import { OpenapiController } from './openapi.controller.ts';
import { AuditController } from './operators/audit.controller.ts';
import { PauseController } from './operators/pause.controller.ts';
import { QuarantineController } from './operators/quarantine.controller.ts';
import { ReleasesController } from './operators/releases.controller.ts';
import { RepliesController } from './operators/replies.controller.ts';
import { ApiKeysController } from './people/api-keys.controller.ts';
import { PeopleController } from './people/people.controller.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { OidcController } from './session/oidc.controller.ts';
import { SessionController } from './session/session.controller.ts';
import { WebhooksController } from './webhooks/webhooks.controller.ts';

/** Every controller of the API: a new one is added here, and nowhere else. */
export const apiControllers: readonly Type[] = [
  ...[OidcController, SessionController, PeopleController, ApiKeysController],
  ...[ConversationsController, RepliesController, QuarantineController, PauseController],
  ...[DeskController, DeskActsController, HandoffController, MediaController],
  ...[AttachmentsController, PublicMediaController],
  ...[AidController, AidStateController],
  ...[BoardController, BoardDeedsController, BoardStaffController],
  ...[BlocksController, BlockingController],
  ReportsController,
  ...[TemplatesController, DeskTemplatesController, CannedController, CustomersController],
  SearchController,
  ...[WebhooksController, ReleasesController, AuditController, LiveController, OpenapiController],
];
