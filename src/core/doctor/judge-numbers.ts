import type { CampaignFacts } from './campaign-facts.ts';
import { asked, green, type Said } from './finding.ts';

/** Whether all campaigns of a bot send from one number, which a subscription group stands for. */
export function judgeNumbers(campaigns: readonly CampaignFacts[]): readonly Said[] {
  const groups = new Set(
    campaigns.flatMap(({ messages }) =>
      messages.flatMap(({ subscriptionGroup }) => subscriptionGroup ?? []),
    ),
  );
  if (groups.size === 0) return [];
  if (groups.size === 1) return [green('one-number', 'All campaigns send from the same number')];
  return [
    asked(
      'several-numbers',
      `Are ${String(groups.size)} numbers meant? The campaigns send from as many subscription groups`,
      'Choose in all of them the number that customers write to: from another one, an answer is a new chat',
    ),
  ];
}
