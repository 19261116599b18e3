import { describe, expect, it } from '@jest/globals';

import type { Layout } from '#core/flow/model/bot.ts';

import type { CampaignFacts, MessageFacts } from './campaign-facts.ts';
import { judgeAgentTemplate, judgeCampaign, judgeCanvas } from './judge-campaign.ts';
import { judgeNumbers } from './judge-numbers.ts';

const LAYOUT: Layout = { campaign: 'c', properties: { body: 'text' } };
const MESSAGE: MessageFacts = {
  ...{ channel: 'whats_app', isControl: false, templateName: undefined },
  ...{ texts: ['{{api_trigger_properties.${body}}}'], subscriptionGroup: 'g', webhook: undefined },
};
const FINE: CampaignFacts = {
  ...{ name: 'Text', isEnabled: true, isDraft: false, isArchived: false },
  ...{ hasUnlaunchedChanges: false, scheduleType: 'api_trigger', channels: ['whats_app'] },
  messages: [MESSAGE],
};

function problems(facts: Partial<CampaignFacts>, layout = LAYOUT): readonly string[] {
  return judgeCampaign(layout, { kind: 'found', value: { ...FINE, ...facts } })
    .filter(({ level }) => level !== 'green')
    .map(({ level, code }) => `${level} ${code.replace('doctor.', '')}`);
}

describe('judgeCampaign', () => {
  it.each<[string, Partial<CampaignFacts>, readonly string[]]>([
    ['nothing of a campaign as it should be', {}, []],
    ['that it is stopped', { isEnabled: false }, ['red carrier-stopped']],
    [
      'that it is archived, rather than stopped',
      { isEnabled: false, isArchived: true },
      ['red carrier-archived'],
    ],
    ['that it is a draft', { isEnabled: false, isDraft: true }, ['red carrier-draft']],
    ['nothing where Braze tells no state', { isEnabled: undefined, isDraft: undefined }, []],
    ['that it is action-based', { scheduleType: 'action_based' }, ['red not-api-triggered']],
    ['that it is scheduled', { scheduleType: 'time_based' }, ['red not-api-triggered']],
    ['nothing where it is spelled otherwise', { scheduleType: 'API Triggered' }, []],
    ['that it does not know a word', { scheduleType: 'cosmic' }, ['asked delivery-unknown']],
    ['that it sends e-mail', { channels: ['email'] }, ['red not-whatsapp']],
    ['that it sends SMS as well', { channels: ['whats_app', 'sms'] }, ['red not-whatsapp']],
    ['that no channel is named', { channels: [] }, ['asked channel-unknown']],
    [
      'that it has a control group',
      { messages: [MESSAGE, { ...MESSAGE, isControl: true, texts: [] }] },
      ['red control-group'],
    ],
    ['that changes wait', { hasUnlaunchedChanges: true }, ['asked unlaunched-changes']],
    [
      'that it sends a template',
      { messages: [{ ...MESSAGE, templateName: 't' }] },
      ['red template-not-said'],
    ],
  ])('says %s', (_, facts, said) => {
    expect(problems(facts)).toEqual(said);
  });

  it('wants a template where the layout says so', () => {
    const template = { ...LAYOUT, template: true };

    expect(problems({}, template)).toEqual(['red no-template']);
    expect(problems({ messages: [{ ...MESSAGE, templateName: 't' }] }, template)).toEqual([]);
  });

  it('tells what is missing from what could not be looked at', () => {
    expect(judgeCampaign(LAYOUT, { kind: 'missing' })).toMatchObject([{ level: 'red' }]);
    expect(judgeCampaign(LAYOUT, { kind: 'unseen', reason: 'HTTP 429' })).toMatchObject([
      { level: 'unseen', says: expect.stringContaining('HTTP 429') },
    ]);
  });
});

describe('judgeAgentTemplate', () => {
  const TEMPLATE: MessageFacts = { ...MESSAGE, templateName: 'news' };
  const variable = { name: 'order', titles: new Map(), maxLength: 20, from: undefined };
  const said = (property: string, message: MessageFacts): readonly string[] =>
    judgeAgentTemplate(
      { campaignId: 'c' },
      { variables: [{ ...variable, property }] },
      { kind: 'found', value: { ...FINE, messages: [message] } },
    )
      .filter(({ level }) => level !== 'green')
      .map(({ level, code }) => `${level} ${code.replace('doctor.', '')}`);

  it('wants a template that reads what agents fill in, letter by letter', () => {
    expect(said('body', TEMPLATE)).toEqual([]);
    expect(said('Body', TEMPLATE)).toEqual(['red property-misspelt']);
    expect(said('order_no', TEMPLATE)).toEqual([
      'red property-not-read',
      'red property-never-sent',
    ]);
    expect(said('body', MESSAGE)).toEqual(['red no-template']);
  });

  it('says which campaign is missing', () => {
    const looked = { kind: 'missing' } as const;

    expect(judgeAgentTemplate({ campaignId: 'c-news' }, { variables: [] }, looked)).toMatchObject([
      { level: 'red', says: expect.stringContaining('c-news') },
    ]);
  });
});

describe('judgeCanvas', () => {
  it('asks nothing of its channels', () => {
    const canvas = { ...FINE, channels: ['email', 'whats_app'], messages: [] };

    expect(judgeCanvas('c', { kind: 'found', value: canvas }).map(({ level }) => level)).toEqual([
      'green',
      'green',
    ]);
  });
});

describe('judgeNumbers', () => {
  const from = (group: string): CampaignFacts => ({
    ...FINE,
    messages: [{ ...MESSAGE, subscriptionGroup: group }],
  });

  it('asks about campaigns that send from several numbers', () => {
    expect(judgeNumbers([from('a'), from('a')])).toMatchObject([{ level: 'green' }]);
    expect(judgeNumbers([from('a'), from('b')])).toMatchObject([{ level: 'asked' }]);
    expect(judgeNumbers([])).toEqual([]);
  });
});
