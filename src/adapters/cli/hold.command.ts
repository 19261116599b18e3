import type { Command } from 'commander';

import type { Receipt } from '#app/accept-events/arrival.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';

import { type CliDeps, withUseCases } from './cli-deps.ts';
import { NotAConversation } from './cli-errors.ts';
import { type Report, reports } from './report.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `take` and `return`: who answers a customer, for where there is no desk at hand. */
export function holdCommands(program: Command, deps: CliDeps): void {
  const take = program
    .command('take')
    .description('take a conversation over: the bot is silent until it is returned')
    .argument('<conversation>', 'its id');
  reports(take, deps, (_options, id = '') =>
    enter(id, { kind: 'agent-took', agent: deps.operator }, deps),
  );

  const giveBack = program
    .command('return')
    .description('give a conversation back to the bot')
    .argument('<conversation>', 'its id');
  reports(giveBack, deps, (_options, id = '') =>
    enter(id, { kind: 'returned-to-bot', by: deps.operator }, deps),
  );
}

async function enter(id: string, event: ConversationEvent, deps: CliDeps): Promise<Report> {
  if (!UUID.test(id)) throw new NotAConversation(id);

  const to = { conversationId: id.toLowerCase() };
  const arrival = { arrivalId: deps.newId(), to, event, flags: [] };
  const [receipt] = await withUseCases(deps, ({ acceptEvents }) => acceptEvents.execute([arrival]));
  return { text: `${told(receipt)}\n`, json: { seq: receipt?.seq ?? null } };
}

function told(receipt: Receipt | undefined): string {
  if (receipt === undefined) return 'Nothing happened.';
  if (receipt.refused === 'opted-out') return 'Nothing happened: the customer has opted out.';
  if (receipt.refused !== undefined) return 'Nothing happened: it is so already.';
  return `Done: event ${String(receipt.seq)}.`;
}
