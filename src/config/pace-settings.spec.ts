import { describe, expect, it } from '@jest/globals';

import { readEnvironment } from './environment.ts';
import { paceSettingsOf } from './pace-settings.ts';

const settings = (given: Readonly<Record<string, string>>) =>
  paceSettingsOf(
    readEnvironment({
      BRAZE_API_KEY: 'a-rest-key',
      PARLEY_WEBHOOK_SECRETS: 'a secret for the tests',
      PARLEY_ENV: 'production',
      DATABASE_URL: 'postgresql://parley@localhost/parley',
      ...given,
    }),
  );

describe('paceSettingsOf', () => {
  it('keeps WhatsApp’s rates and a gap where Braze is a real one', () => {
    expect(settings({ BRAZE_REST_URL: 'https://rest.fra-01.braze.eu' })).toMatchObject({
      sends: { limit: 250_000, reserve: 25_000 },
      number: { limit: 10, windowMs: 125 },
      ceiling: undefined,
      pair: { everyMs: 6000, burst: 45 },
      gapMs: 1500,
    });
  });

  it('holds nothing back but Braze’s hour before a sandbox, unless it is told to', () => {
    const BRAZE_REST_URL = 'http://127.0.0.1:8080';

    expect(settings({ BRAZE_REST_URL })).toMatchObject({
      sends: { limit: 250_000 },
      number: undefined,
      pair: undefined,
      gapMs: 0,
    });
    expect(settings({ BRAZE_REST_URL, PARLEY_BUBBLE_GAP_MS: '300' })).toMatchObject({ gapMs: 300 });
  });

  it.each([
    ['BRAZE_HOURLY_BUDGET', '-1'],
    ['WHATSAPP_PER_SECOND', 'many'],
    ['BRAZE_RESERVE_PERCENT', '95'],
    ['PARLEY_BUBBLE_GAP_MS', '1.5'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => settings({ BRAZE_REST_URL: 'http://127.0.0.1:8080', [name]: value })).toThrow(
      name,
    );
  });
});
