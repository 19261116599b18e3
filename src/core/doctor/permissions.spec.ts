import { describe, expect, it } from '@jest/globals';

import type { WireAnswer } from '#core/delivery/wire-answer.ts';

import { isKeyUnknown, judgeKey, may, type Permission } from './permissions.ts';

const status = (code: number, message?: string): WireAnswer => ({
  kind: 'answered',
  status: code,
  body: { message },
});
const HOST = 'rest.fra-01.braze.eu';
const NOWHERE = new Map<string, boolean>();

const probes = (
  send: WireAnswer,
  track: WireAnswer = status(400),
): ReadonlyMap<Permission, WireAnswer> =>
  new Map([
    ['campaigns.trigger.send', send],
    ['users.track', track],
  ]);

describe('judgeKey', () => {
  it.each<[string, WireAnswer, string]>([
    ['a complaint about the empty call', status(400, 'Invalid Campaign ID'), 'green'],
    ['a call that was taken', status(201), 'green'],
    ['Access Denied', status(403, 'Access Denied'), 'red'],
    ['401 where another call is let through', status(401), 'red'],
    ['a spent budget', status(429), 'unseen'],
    ['trouble at Braze', status(503), 'unseen'],
    ['a cut wire', { kind: 'cut', reason: 'reset' }, 'unseen'],
    ['a bad address', status(404), 'unseen'],
  ])('reads %s', (_, answer, level) => {
    const said = judgeKey(probes(answer), HOST, NOWHERE);

    expect(said[1]?.level).toBe(level);
    expect(said[2]?.level).toBe('green');
    expect(may(probes(answer), 'campaigns.trigger.send')).toBe(level === 'green');
  });

  it('says once that the key is not known, not for each permission', () => {
    const unknown = probes(status(401), status(401));

    expect(isKeyUnknown(unknown)).toBe(true);
    expect(judgeKey(unknown, HOST, NOWHERE)).toMatchObject([{ code: 'doctor.key-unknown' }]);
  });

  it('names the instance at which the key is at home', () => {
    const elsewhere = new Map([
      ['rest.iad-01.braze.com', false],
      ['rest.fra-02.braze.eu', true],
    ]);

    expect(judgeKey(probes(status(401), status(401)), HOST, elsewhere)).toMatchObject([
      { code: 'doctor.wrong-instance', cure: 'Set BRAZE_REST_URL=https://rest.fra-02.braze.eu' },
    ]);
  });

  it('names the instances at which it is not known either', () => {
    const elsewhere = new Map([['rest.iad-01.braze.com', false]]);

    expect(judgeKey(probes(status(401), status(401)), HOST, elsewhere)[0]?.says).toBe(
      `${HOST} does not know the key, nor does rest.iad-01.braze.com`,
    );
  });

  it('says that nobody answers', () => {
    const gone: WireAnswer = { kind: 'unreached', reason: 'ENOTFOUND' };

    expect(judgeKey(probes(gone, gone), HOST, NOWHERE)).toMatchObject([
      { level: 'unseen', says: `${HOST} does not answer: ENOTFOUND` },
    ]);
  });
});
