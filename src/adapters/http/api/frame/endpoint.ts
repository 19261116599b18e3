import { applyDecorators, Controller, type Type } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCookieAuth,
  ApiExtraModels,
  ApiForbiddenResponse,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiServiceUnavailableResponse,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
  getSchemaPath,
} from '@nestjs/swagger';

import { Json, Nested, Text } from './fields.ts';

class ErrorWords {
  @Text({ about: 'For programs; stays as it is.', example: 'access.not-allowed' })
  readonly code!: string;

  @Text({ about: 'For people: what is wrong and what to do.' })
  readonly message!: string;

  @Text({ optional: true, about: 'What to do, where the message does not say it.' })
  readonly cure?: string;

  @Json({ optional: true, about: 'Where and how, such as `faults`.' })
  readonly details?: object;

  @Text({ about: 'Stands in the log beside what happened.' })
  readonly reference!: string;
}

/** How every failure is answered. */
class ErrorAnswer {
  @Nested(() => ErrorWords)
  readonly error!: ErrorWords;
}

const answer = (description: string): { description: string; type: Type } => ({
  description,
  type: ErrorAnswer,
});

/** A controller of the API. @param path below `/api/` */
export function Endpoint(path: string): ClassDecorator {
  return applyDecorators(Controller(`api/${path}`), Described(path.split('/')[0] ?? path));
}

/** Stands in the document with all that may be answered instead. */
export function Described(tag: string): ClassDecorator {
  return applyDecorators(
    ApiTags(tag),
    ApiCookieAuth('session'),
    ApiBearerAuth('key'),
    ApiBadRequestResponse(answer('Not of the agreed form.')),
    ApiUnauthorizedResponse(answer('Nobody is signed in.')),
    ApiForbiddenResponse(answer('The roles do not allow it, or the CSRF token is missing.')),
    ApiNotFoundResponse(answer('There is no such thing, or it is not yours to see.')),
    ApiConflictResponse(answer('Somebody else was first.')),
    ApiTooManyRequestsResponse(answer('Too many: see Retry-After.')),
    ApiServiceUnavailableResponse(answer('Again later: see Retry-After.')),
  );
}

/** For writes: says in the document that a browser must send its token. */
export function NeedsCsrf(): MethodDecorator {
  return ApiHeader({
    name: 'X-Parley-Csrf',
    required: false,
    description: '`csrf_token` of GET /api/session; with a session cookie only, not with a key.',
  });
}

/** What a list answers: `{ items, next }`. */
export function AnswersPage(item: Type): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          next: { type: 'string', nullable: true },
        },
      },
    }),
  );
}
