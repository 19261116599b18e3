import { isObject } from '../json.ts';
import { SandboxRequestInvalid } from '../sandbox-errors.ts';
import {
  answer,
  bodyOf,
  type InspectAnswer,
  type InspectRequest,
  type InspectRoute,
  personOf,
} from './inspect-route.ts';

export const CURRENTS_ROUTES: readonly InspectRoute[] = [
  {
    method: 'POST',
    path: '/currents/events',
    purpose: 'Currents tells {events: […]}, as they are: UserOrphan, Abort, unknown ones',
    handle: pushEvents,
  },
  {
    method: 'DELETE',
    path: '/users/:id',
    purpose: 'somebody asks Braze to delete this user; Currents tells of it',
    handle: requestDeletion,
  },
];

function pushEvents(request: InspectRequest): InspectAnswer {
  const { events } = bodyOf(request, ['events']) as { readonly events?: unknown };
  if (!Array.isArray(events) || !events.every(isObject)) {
    throw new SandboxRequestInvalid(['events must be a list of objects']);
  }
  request.sandbox.currents.push(events);
  return answer({ queued: events.length }, 202);
}

/** @see https://www.braze.com/docs/user_guide/data/distribution/braze_currents/event_glossary/user_profiles_events/ */
function requestDeletion(request: InspectRequest): InspectAnswer {
  const { sandbox } = request;
  const { brazeId } = personOf(request);
  sandbox.currents.push([
    {
      event_type: 'users.UserDeleteRequest',
      id: sandbox.newId(),
      time: Math.floor(sandbox.clock.now().getTime() / 1_000),
      user: { user_id: brazeId },
      properties: {},
    },
  ]);
  return answer({ braze_id: brazeId }, 202);
}
