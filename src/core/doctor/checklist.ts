import { asked, type Said } from './finding.ts';

/** What no API of Braze tells, and what each looks like when it is wrong. */
export const CHECKLIST: readonly Said[] = [
  asked(
    're-eligibility',
    'Re-eligibility: may customers become re-eligible after 0 minutes, in every campaign named above?',
    'Schedule Delivery › Allow users to become re-eligible. Else each customer reaches the bot once, or gets one answer in a lifetime',
  ),
  asked(
    'trigger',
    'Trigger: is the inbound campaign set off by "Send a WhatsApp inbound message", without a condition on the text?',
    'Schedule Delivery of the inbound campaign. With a condition, all other messages stay in Braze',
  ),
  asked(
    'quiet-hours',
    'Quiet hours: is every campaign named above outside of them, those of the workspace too?',
    'Campaign › Delivery controls, and Settings › Workspace quiet hours for WhatsApp and Webhook. Else the bot is silent at night, while test sends work',
  ),
  asked(
    'frequency-caps',
    'Frequency caps: does every campaign named above ignore them?',
    'Target audiences › Ignore frequency capping. Else a chat dies after a few messages a day',
  ),
  asked(
    'send-rate',
    'Send rate and limits: has none of them a delivery speed limit, an end date, or a most of users?',
    'Delivery controls. Else answers come late under load, or stop on some day',
  ),
  asked(
    'audience',
    'Audience: do all of them target everybody, with the global control group left out?',
    'Target audiences. Else the bot ignores some customers, always the same ones',
  ),
  asked(
    'subscription',
    'Subscription: are people who write for the first time subscribed to the number’s group?',
    'Braze makes them unsubscribed, takes replies to them with 201, and sends none: subscribe them as in docs/braze/setup.md',
  ),
  asked(
    'other-answers',
    'Other answers: does no other campaign, Canvas, keyword or Braze agent answer the same messages?',
    'Look for "Send a WhatsApp inbound message" among triggers, Canvas entries too. Else customers are answered twice',
  ),
];
