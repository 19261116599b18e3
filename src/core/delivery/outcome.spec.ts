import { describe, expect, it } from '@jest/globals';

import { outcomeOf } from './outcome.ts';
import type { WireAnswer } from './wire-answer.ts';

const answered = (status: number, body: unknown = {}): WireAnswer => ({
  kind: 'answered',
  status,
  body,
});
const fatal = { message: 'Something broke', errors: [] };

describe('outcomeOf', () => {
  it.each<[string, WireAnswer, string]>([
    ['201 success', answered(201, { message: 'success', dispatch_id: 'd' }), 'accepted'],
    ['200 success without a dispatch id', answered(200, { message: 'success' }), 'accepted'],
    ['202 in maintenance', answered(202, { message: 'queued' }), 'accepted'],
    ['202 without a body', answered(202, ''), 'accepted'],
    ['201 with a notice', answered(201, { message: 'success', notice: 'paused' }), 'refused'],
    ['200 with a page', answered(200, '<html>'), 'ambiguous'],
    ['200 with a list', answered(200, []), 'ambiguous'],
    ['200 with another message', answered(200, { message: 'hm' }), 'ambiguous'],
    ['400', answered(400, { message: 'No Recipients' }), 'refused'],
    ['413', answered(413), 'refused'],
    ['422', answered(422), 'refused'],
    ['401', answered(401), 'halted'],
    ['403', answered(403), 'halted'],
    ['404', answered(404), 'halted'],
    ['415', answered(415), 'halted'],
    ['301 to anywhere', answered(301, ''), 'halted'],
    ['303', answered(303, ''), 'ambiguous'],
    ['408', answered(408), 'not-sent'],
    ['429', answered(429), 'throttled'],
    ['503', answered(503, '<html>'), 'not-sent'],
    ['500 with a fatal body', answered(500, fatal), 'not-sent'],
    ['500 with a page', answered(500, '<html>'), 'ambiguous'],
    ['500 with a bare message', answered(500, { message: 'Internal' }), 'ambiguous'],
    ['502', answered(502, fatal), 'ambiguous'],
    ['504', answered(504, fatal), 'ambiguous'],
    ['no connection', { kind: 'unreached', reason: 'ECONNREFUSED' }, 'not-sent'],
    ['a reset after the write', { kind: 'cut', reason: 'ECONNRESET' }, 'ambiguous'],
  ])('takes %s as it should', (_, answer, kind) => {
    expect(outcomeOf(answer).kind).toBe(kind);
  });

  it('says what Braze said', () => {
    expect(outcomeOf(answered(400, { message: 'No Recipients' }))).toMatchObject({
      reason: 'HTTP 400: No Recipients',
    });
  });

  it.each([
    ['Invalid Campaign ID', true],
    ['Invalid Canvas ID', true],
    ['Mismatched Message Type', true],
    ['No Recipients', false],
  ])('knows whether %j is about the campaign or Canvas', (message, whole) => {
    expect(outcomeOf(answered(400, { message }))).toMatchObject({ kind: 'refused', whole });
  });

  it.each<[unknown]>([
    [{ message: 'success', errors: ['minor'] }],
    [{ message: 'success', errors: [{ type: 'minor' }] }],
    [{ message: 'success', errors: [{ type: 'minor', index: 1.5, input_array: 7 }] }],
  ])('keeps errors beside a success: %j', (body) => {
    expect(outcomeOf(answered(201, body))).toMatchObject({
      kind: 'accepted',
      faults: [{ reason: 'minor', index: undefined, inputArray: undefined }],
    });
  });

  it('waits as long as Braze says', () => {
    const outcome = outcomeOf({ kind: 'answered', status: 429, body: {}, resumeInMs: 40_000 });

    expect(outcome).toMatchObject({ kind: 'throttled', resumeInMs: 40_000 });
  });
});
