import { type Outcome, outcomeOf } from '#core/delivery/outcome.ts';
import { all, type Finding, red } from '#core/doctor/finding.ts';
import { judgeTrial } from '#core/doctor/judge-trial.ts';
import type { BotParts } from '#core/flow/compile/bot-parts.ts';

import type { BrazeMessages } from '../ports/braze-messages.ts';

const ABOUT = 'A text on its way';
const LAYOUT = 'text';
/** On one line, so that a template may carry it. */
const TEXT = 'This is a trial from Parley: when you read it, answers reach you.';

/** Sends one text to one customer, whom somebody has named, and says what Braze made of it. */
export class SendTrial {
  constructor(private readonly braze: BrazeMessages) {}

  async execute(bot: Pick<BotParts, 'layouts'>, externalId: string): Promise<readonly Finding[]> {
    const layout = bot.layouts.get(LAYOUT);
    if (layout === undefined) {
      const says = `bot.yaml has no layout "${LAYOUT}" to send it with`;
      return all(ABOUT, [red('trial-without-layout', says, 'Add it under `layouts`')]);
    }
    const properties = Object.fromEntries(
      Object.entries(layout.properties).flatMap(([name, part]) =>
        part === 'text' ? [[name, TEXT]] : [],
      ),
    );
    const recipient = { kind: 'external_id', value: externalId } as const;
    const outcome = await this.braze
      .trigger({
        carrier: layout.via ?? (layout.template === true ? 'template' : 'campaign'),
        campaignId: layout.campaign,
        recipients: [{ recipient, properties, replyId: 'parley-doctor' }],
      })
      .then(outcomeOf, notSent);
    return all(ABOUT, [judgeTrial(externalId, outcome)]);
  }
}

/** The port fails before anything leaves, or not at all. */
function notSent(failure: unknown): Outcome {
  return { kind: 'not-sent', reason: failure instanceof Error ? failure.name : 'unknown' };
}
