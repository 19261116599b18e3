import type { Layout } from '#core/flow/model/bot.ts';
import type { AgentTemplate, TemplateVersion } from '#core/handoff/templates/agent-template.ts';

import { type CampaignFacts, deliveryOf } from './campaign-facts.ts';
import { asked, green, red, type Said, unseen } from './finding.ts';
import { judgeProperties } from './judge-properties.ts';
import type { Looked } from './looked.ts';

/** What it is called, so that whoever mends it finds it. */
type Noun = 'campaign' | 'Canvas';

/** A layout's campaign: whether it is there, sends, sends by WhatsApp, and shows what it is given. */
export function judgeCampaign(layout: Layout, looked: Looked<CampaignFacts>): readonly Said[] {
  if (looked.kind !== 'found') return [absent('campaign', layout.campaign, looked)];

  const facts = looked.value;
  if (layout.via === 'messages') return [judgeState('campaign', facts), API_CAMPAIGN];

  const channel = judgeChannels(facts);
  if (channel !== undefined) return [...judgeLife('campaign', facts), channel];

  const sends = facts.messages.filter(({ isControl }) => !isControl);
  const texts = sends.flatMap((message) => message.texts);
  return [
    ...judgeLife('campaign', facts),
    ...sends.map(({ templateName }) => judgeKind(layout, templateName)),
    ...judgeProperties(layout, texts),
  ];
}

/** The campaign of a template that agents send: it is a template, and reads what they fill in. */
export function judgeAgentTemplate(
  { campaignId }: Pick<TemplateVersion, 'campaignId'>,
  { variables }: Pick<AgentTemplate, 'variables'>,
  looked: Looked<CampaignFacts>,
): readonly Said[] {
  // What an agent fills in stands in the template's words, which the API shows.
  const properties = Object.fromEntries(variables.map(({ property }) => [property, 'text']));
  return judgeCampaign({ campaign: campaignId, template: true, properties } as Layout, looked);
}

/** A Canvas that flows send customers into. */
export function judgeCanvas(id: string, looked: Looked<CampaignFacts>): readonly Said[] {
  return looked.kind === 'found'
    ? judgeLife('Canvas', looked.value)
    : [absent('Canvas', id, looked)];
}

function absent(noun: Noun, id: string, looked: Exclude<Looked<unknown>, { kind: 'found' }>): Said {
  if (looked.kind === 'unseen') {
    return unseen(
      'carrier-unseen',
      `The ${noun} ${id} could not be looked at: ${looked.reason}`,
      'Mend what is said above, and run doctor again',
    );
  }
  return red(
    'carrier-missing',
    `This workspace has no ${noun} ${id}`,
    `Copy the API identifier from the ${noun} in Braze into bot.yaml; one of another workspace does not count`,
  );
}

/** Whether it sends at all when it is triggered. */
function judgeLife(noun: Noun, facts: CampaignFacts): readonly Said[] {
  return [
    judgeState(noun, facts),
    judgeDelivery(noun, facts),
    ...(facts.messages.some(({ isControl }) => isControl) ? [CONTROL] : []),
    ...(facts.hasUnlaunchedChanges === true ? [UNLAUNCHED] : []),
  ];
}

function judgeState(noun: Noun, { name, isDraft, isArchived, isEnabled }: CampaignFacts): Said {
  const accepts = 'Braze says 201 to what is triggered and sends nothing';
  if (isDraft === true) return red('carrier-draft', `"${name}" is a draft`, `Launch the ${noun}`);
  if (isArchived === true) {
    return red('carrier-archived', `"${name}" is archived: ${accepts}`, 'Unarchive and resume it');
  }
  if (isEnabled === false) {
    return red(
      'carrier-stopped',
      `"${name}" is stopped: ${accepts}`,
      `Resume the ${noun} in Braze`,
    );
  }
  return green('carrier-live', `"${name}" is live`);
}

/** What its delivery and channels are told as is documented nowhere. */
const API_CAMPAIGN = asked(
  'api-campaign',
  'Is it an API campaign, with the variation that bot.yaml names?',
  'Make one under Messaging › Campaigns › API Campaign, add WhatsApp, and copy both ids',
);

export const CONTROL = red(
  'control-group',
  'It has a control group: those customers get nothing, whatever Parley sends',
  'Set the control group to 0 % and launch again',
);
export const UNLAUNCHED = asked(
  'unlaunched-changes',
  'It has changes that nobody has launched: what is judged here is the launched version',
  'Launch the changes, or discard them',
);

function judgeDelivery(noun: Noun, facts: CampaignFacts): Said {
  const delivery = deliveryOf(facts);
  if (delivery === 'api') return green('api-triggered', 'It is API-triggered');
  const { scheduleType } = facts;
  if (delivery === 'unknown') {
    return asked(
      'delivery-unknown',
      `Is it API-triggered? Braze calls its delivery "${scheduleType}", which this Parley does not know`,
      `Look at the ${noun}'s Schedule Delivery: it must say API-Triggered`,
    );
  }
  return red(
    'not-api-triggered',
    `Its delivery is "${scheduleType}": it cannot be triggered, whatever Braze's guide says`,
    `Duplicate the ${noun}, choose API-Triggered under Schedule Delivery, launch it and put its id into bot.yaml`,
  );
}

/** What is wrong with what it sends by; `undefined` where that is WhatsApp alone, as it should be. */
function judgeChannels({ channels }: CampaignFacts): Said | undefined {
  if (channels.length === 0) {
    const says = 'Does it send by WhatsApp? Braze names no channel';
    return asked('channel-unknown', says, 'Look at the campaign in the composer');
  }
  const others = channels.filter((channel) => !isWhatsApp(channel));
  if (others.length === 0) return undefined;

  const beside = others.length < channels.length ? ' as well' : '';
  return red(
    'not-whatsapp',
    `It sends by ${others.join(' and ')}${beside}`,
    'Make a WhatsApp campaign for this layout, with nothing else in it',
  );
}

const isWhatsApp = (channel: string): boolean => /^whats_?app$/i.test(channel);

/** Whether both sides mean a template, or neither. */
function judgeKind(layout: Layout, templateName: string | undefined): Said {
  const isTemplate = templateName !== undefined;
  const isMeant = layout.template === true;
  if (isTemplate === isMeant) {
    const kind = isTemplate ? `the template "${templateName}"` : 'a response message';
    return green('message-kind', `It sends by WhatsApp, ${kind}`);
  }
  return isTemplate ? notSaid(templateName) : NO_TEMPLATE;
}

const NO_TEMPLATE = red(
  'no-template',
  'bot.yaml says `template: true`, and it sends a response message: later than 24 hours after the customer wrote, WhatsApp drops it',
  'Choose a WhatsApp template message in the composer, or take `template: true` away',
);

function notSaid(templateName: string): Said {
  return red(
    'template-not-said',
    `It sends the template "${templateName}" and bot.yaml does not say so: Braze aborts texts with line breaks`,
    'Write `template: true` into the layout, or choose a response message in the composer',
  );
}
