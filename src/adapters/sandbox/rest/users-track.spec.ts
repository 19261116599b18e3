import { describe, expect, it } from '@jest/globals';

import { callRest } from '../../../../test/support/sandbox/rest-caller.ts';
import { SandboxBraze } from '../sandbox-braze.ts';
import type { RestAnswer } from './rest-answer.ts';

const NOW = Date.UTC(2026, 8, 2, 12);

function track(sandbox: SandboxBraze, body: object): RestAnswer {
  return callRest(sandbox, '/users/track', body);
}

function aSandbox(): SandboxBraze {
  return new SandboxBraze({ realNow: () => NOW });
}

describe('POST /users/track', () => {
  it('writes attributes and events and counts both', () => {
    const sandbox = aSandbox();

    const answer = track(sandbox, {
      attributes: [{ external_id: 'ana', first_name: 'Ana', plan: 'gold' }],
      events: [{ external_id: 'ana', name: 'Order tracked', time: '2026-09-01T10:00:00Z' }],
    });

    expect(answer).toEqual({
      status: 201,
      body: { message: 'success', attributes_processed: 1, events_processed: 1 },
    });
    const ana = sandbox.people.findByAny('ana');
    expect(ana).toMatchObject({ profile: { first_name: 'Ana' }, attributes: { plan: 'gold' } });
    expect(ana?.events.toArray()).toEqual([
      { name: 'Order tracked', time: '2026-09-01T10:00:00.000Z', properties: {} },
    ]);
  });

  it('applies what is right and tells what is wrong', () => {
    const sandbox = aSandbox();

    const { status, body } = track(sandbox, {
      attributes: [{ plan: 'gold' }, { external_id: 'ana', plan: 'gold' }],
    });

    expect(status).toBe(201);
    expect(body).toEqual({
      message: 'success',
      attributes_processed: 1,
      errors: [
        {
          type: "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required",
          input_array: 'attributes',
          index: 0,
        },
      ],
    });
  });

  it.each([
    ['nothing', {}],
    ['nobody', { attributes: [{ plan: 'gold' }] }],
    ['an event without a time', { events: [{ external_id: 'ana', name: 'x' }] }],
    ['an event with a time that is none', { events: [{ external_id: 'a', name: 'x', time: '?' }] }],
    ['an external id of 988 bytes', { attributes: [{ external_id: 'x'.repeat(988) }] }],
    ['two ids at once', { attributes: [{ external_id: 'a', braze_id: 'b' }] }],
    ['76 objects', { attributes: Array.from({ length: 76 }, () => ({ external_id: 'a' })) }],
  ])('refuses %s', (_, body) => {
    expect(track(aSandbox(), body).status).toBe(400);
  });

  it('has an event of the future happen now', () => {
    const sandbox = aSandbox();

    track(sandbox, { events: [{ external_id: 'ana', name: 'x', time: '2030-01-01T00:00:00Z' }] });

    expect(sandbox.people.findByAny('ana')?.events.toArray()[0]?.time).toBe(
      new Date(NOW).toISOString(),
    );
  });

  it.each([
    ['an external id makes a user', { external_id: 'a' }, 1],
    ['unless only existing ones are updated', { external_id: 'a', _update_existing_only: true }, 0],
    ['an alias makes none', { user_alias: { alias_name: 'a', alias_label: 'l' } }, 0],
    [
      'unless that is said',
      { user_alias: { alias_name: 'a', alias_label: 'l' }, _update_existing_only: false },
      1,
    ],
  ])('%s', (_, attributes, users) => {
    const sandbox = aSandbox();

    track(sandbox, { attributes: [attributes] });

    expect(sandbox.people.list()).toHaveLength(users);
  });

  it('takes __proto__ as a name like others', () => {
    const sandbox = aSandbox();
    const attributes = JSON.parse(
      '[{"external_id": "a", "__proto__": {"isAdmin": true}}]',
    ) as object;

    track(sandbox, { attributes });

    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    expect(Object.keys(sandbox.people.findByAny('a')?.attributes ?? {})).toEqual(['__proto__']);
  });
});
