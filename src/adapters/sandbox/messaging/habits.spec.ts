import { describe, expect, it } from '@jest/globals';

import { callRest } from '../../../../test/support/sandbox/rest-caller.ts';
import { SandboxBraze } from '../sandbox-braze.ts';
import type { CampaignDefinition } from './campaign.ts';
import { type Habits, NO_HABITS, NumberRate } from './habits.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');

/** What the phone of somebody shows after so many messages at noon, UTC. */
function after(
  count: number,
  habits: Partial<Habits>,
  campaign: Partial<CampaignDefinition> = {},
  zone = 'UTC',
): readonly (string | undefined)[] {
  const sandbox = new SandboxBraze({ habits, realNow: () => NOON });
  sandbox.knowCampaigns([{ ...campaign, id: 'c' }]);
  const person = sandbox.people.create([{ kind: 'external_id', value: 'ana' }]);
  person.profile['time_zone'] = zone;
  const recipients = [
    { external_user_id: 'ana', trigger_properties: { external_system_msg_body: 'Hi' } },
  ];
  for (let i = 0; i < count; i += 1) {
    const { status } = callRest(sandbox, '/campaigns/trigger/send', {
      campaign_id: 'c',
      recipients,
    });
    expect(status).toBe(201);
  }
  return person.chat
    .toArray()
    .map((message) => message.abort ?? message.code?.toString() ?? message.status);
}

describe('what Braze and WhatsApp do after a 201', () => {
  it.each<[string, Partial<Habits>, string, string]>([
    ['within quiet hours', { quietHours: { from: '11:00', to: '13:00' } }, 'UTC', 'quiet_hours'],
    ['outside them', { quietHours: { from: '13:00', to: '14:00' } }, 'UTC', 'sent'],
    [
      'over midnight',
      { quietHours: { from: '22:00', to: '08:00' } },
      'America/Los_Angeles',
      'quiet_hours',
    ],
    ['by the user’s own clock', { quietHours: { from: '22:00', to: '08:00' } }, 'UTC', 'sent'],
    [
      'in a time zone that nobody knows',
      { quietHours: { from: '11:00', to: '13:00' } },
      'Mars',
      'quiet_hours',
    ],
  ])('aborts what falls %s, or does not', (_, habits, zone, became) => {
    expect(after(1, habits, {}, zone)).toEqual([became]);
  });

  it('caps messages a day, as long as the campaign does not ignore it', () => {
    expect(after(3, { frequencyCap: 2 })).toEqual(['sent', 'sent', 'frequency_capped']);
    expect(after(3, { frequencyCap: 2 }, { ignoresFrequencyCap: true })).toEqual([
      'sent',
      'sent',
      'sent',
    ]);
  });

  it('lets a campaign opt out of quiet hours', () => {
    const quietHours = { from: '11:00', to: '13:00' };

    expect(after(1, { quietHours }, { ignoresQuietHours: true })).toEqual(['sent']);
  });

  it('refuses the forty-sixth of a burst with 131056', () => {
    expect(after(46, { hasPairRate: true }).slice(-2)).toEqual(['sent', '131056']);
  });

  it('refuses the eighty-first of a second with 130429, and takes more in the next', () => {
    const rate = new NumberRate();
    const habits = { ...NO_HABITS, numberRate: 80 };
    const taken = (count: number, atMs: number): number =>
      Array.from({ length: count }, () => rate.takes(habits, new Date(NOON + atMs))).filter(Boolean)
        .length;

    expect([taken(50, 0), taken(50, 500), taken(80, 999)]).toEqual([50, 30, 0]);
    expect([taken(80, 1000), taken(80, 1500)]).toEqual([50, 30]);
    expect(after(81, { numberRate: 80 }).slice(-2)).toEqual(['sent', '130429']);
  });
});
