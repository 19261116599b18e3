import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const ABOUT =
  'Everything that Parley’s own pages can do. Browsers sign in by POST /api/session and send its ' +
  'csrf_token with writes; machines send Authorization: Bearer with an API key. Lists answer ' +
  '{ items, next }; failures answer { error: { code, message, cure?, details?, reference } }.';

/** Reads the API's description off the application's controllers. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(ABOUT)
    .setVersion('1')
    .addCookieAuth('__Host-parley_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'key')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '')}_${method}`,
  });
}
