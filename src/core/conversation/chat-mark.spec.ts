import { describe, expect, it } from '@jest/globals';

import { chatMark } from './chat-mark.ts';
import type { Owner } from './conversation-state.ts';
import type { Effect, Handoff, Reply, WriteBack } from './effect.ts';

const REST = 'bot/rest';

const ownerOf = (key: string): Owner => {
  const [owner] = key.split('/');
  return owner as Owner;
};

const markOf = (before: string, after: string, effects: readonly Effect[] = []) =>
  chatMark({
    before: { key: before, owner: ownerOf(before) },
    after: { key: after, owner: ownerOf(after) },
    effects,
  });

const said = (step: string): Reply => ({
  ...{ kind: 'reply', campaignId: 'text', properties: {}, sender: 'bot', delayMs: 0 },
  ...{ policy: 'retry', survivesFence: false, step },
});
const handed = (step: string): Handoff => ({
  ...{ kind: 'handoff', queue: 'care', reason: '', priority: 'normal', step },
});
const wrote = (support_csat: unknown): WriteBack => ({
  ...{ kind: 'write-back', step: 'rating.ask', attributes: { support_csat } },
});

describe('chatMark', () => {
  it.each([
    ['a chat begins', REST, 'bot/menu/choose', [], 'began:menu'],
    ['it goes on', 'bot/menu/choose', 'bot/track/ask', [said('track.ask')], undefined],
    [
      'it ends where its last words came from',
      'bot/menu/choose',
      REST,
      [said('faq.a')],
      'ended:faq',
    ],
    ['it ends in silence', 'bot/track/ask', REST, [], 'ended:track'],
    ['built-in words end it', 'bot/track/ask', REST, [said('bot.cancelled')], 'ended:track'],
    ['a flow answers at once', REST, REST, [said('faq.hours')], 'began:faq ended:faq'],
    ['built-in words answer at once', REST, REST, [said('bot.no_match')], undefined],
    ['nothing happens at rest', REST, REST, [], undefined],
    ['a step hands over', 'bot/track/ask', 'queue/waiting', [handed('track.late')], 'people:track'],
    [
      'who rests asks for a person',
      REST,
      'queue/waiting',
      [handed('bot.agent')],
      'began:bot people:bot',
    ],
    ['an agent takes over in the middle', 'bot/track/ask', 'agent/talking', [], 'people:track'],
    ['an agent writes to who rests', REST, 'agent/talking', [], 'began:desk people:desk'],
    ['an agent claims who waits', 'queue/waiting', 'agent/talking', [], undefined],
    ['an agent closes it', 'agent/talking', REST, [said('bot.farewell')], 'ended:bot'],
    ['an agent closes it with a question', 'agent/talking', 'bot/csat/ask', [], undefined],
    ['the bot has it back and loses it again', 'bot/csat/ask', 'queue/waiting', [], 'people:csat'],
    ['who stops while resting', REST, 'bot/stopping', [], 'began:bot'],
    ['who stops in the middle', 'bot/stopping', 'nobody', [said('bot.stopped')], 'left:bot'],
    ['who comes back', 'nobody', REST, [said('bot.welcome_back')], undefined],
  ] as const)('when %s', (_when, before, after, effects, mark) => {
    expect(markOf(before, after, effects)).toBe(mark);
  });

  it.each([
    [4, 'rated:4'],
    ['5', 'rated:5'],
    [4.5, 'rated:4.5'],
    [0, undefined],
    [6, undefined],
    ['', undefined],
    ['great', undefined],
    [null, undefined],
    [true, undefined],
  ])('reads %j, written as the rating, as %s', (given, mark) => {
    expect(markOf('bot/csat/ask', 'bot/csat/thank', [wrote(given)])).toBe(mark);
  });

  it('says of the answer that ends a chat both what it was and that it ended', () => {
    expect(markOf('bot/csat/ask', REST, [wrote(5), said('csat.thanks')])).toBe(
      'rated:5 ended:csat',
    );
  });
});
