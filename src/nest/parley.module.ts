import { type DynamicModule, Module } from '@nestjs/common';

import { apiControllers } from '#adapters/http/api/api-controllers.ts';
import { HealthController } from '#adapters/http/health.controller.ts';
import { Readiness } from '#adapters/http/readiness.ts';

import { aidProviders } from './aid.providers.ts';
import { aidConnections } from './aid-connections.ts';
import { apiProviders, peopleProviders } from './api.providers.ts';
import { attachmentProviders } from './attachment.providers.ts';
import { bind } from './bind.ts';
import { callProviders } from './call.providers.ts';
import { chatwootProviders } from './chatwoot.providers.ts';
import { conversationProviders } from './conversation.providers.ts';
import { deliveryProviders } from './delivery.providers.ts';
import { doorProviders } from './door.providers.ts';
import { feedbackProviders } from './feedback.providers.ts';
import { handoffProviders } from './handoff.providers.ts';
import { liveProviders } from './live.providers.ts';
import { mediaProviders } from './media.providers.ts';
import { profileProviders } from './profile.providers.ts';
import { reportProviders } from './report.providers.ts';
import { Runtime } from './runtime.ts';
import { storeProviders } from './store.providers.ts';
import { systemProviders } from './system.providers.ts';
import { webhookProviders } from './webhook.providers.ts';

/** All of Parley, in one process; its roles are which of its parts are started. */
@Module({})
export class ParleyModule {
  static with(runtime: Runtime): DynamicModule {
    return {
      module: ParleyModule,
      controllers: [HealthController, ...(runtime.servesApi ? apiControllers : [])],
      providers: [
        { provide: Runtime, useValue: runtime },
        bind(Readiness, []),
        ...systemProviders,
        ...storeProviders,
        ...liveProviders,
        ...conversationProviders,
        ...deliveryProviders,
        ...profileProviders,
        ...mediaProviders,
        ...attachmentProviders,
        ...reportProviders,
        ...callProviders,
        ...doorProviders,
        ...feedbackProviders,
        ...handoffProviders,
        ...peopleProviders,
        ...chatwootProviders,
        ...webhookProviders,
        aidConnections,
        ...(runtime.servesApi ? [...apiProviders, ...aidProviders] : []),
      ],
    };
  }
}
