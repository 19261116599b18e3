import type { Command } from 'commander';

import type { Receipt } from '#app/accept-events/arrival.ts';
import { NotYours } from '#app/handoff/handoff-errors.ts';

import { type CliDeps, type UseCases, withUseCases } from './cli-deps.ts';
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
    act(id, deps, ({ takeOver }, known) => takeOver.execute(known, deps.operator)),
  );

  const giveBack = program
    .command('return')
    .description('give a conversation back to the bot')
    .argument('<conversation>', 'its id');
  reports(giveBack, deps, (_options, id = '') =>
    act(id, deps, (desk, known) => desk.giveBack.execute(known, deps.operator)),
  );
}

/** What is so already is no failure. */
async function act(
  id: string,
  deps: CliDeps,
  work: (desk: UseCases, id: string) => Promise<Receipt>,
): Promise<Report> {
  if (!UUID.test(id)) throw new NotAConversation(id);
  try {
    const { seq } = await withUseCases(deps, (desk) => work(desk, id.toLowerCase()));
    return { text: `Done: event ${String(seq)}.\n`, json: { seq } };
  } catch (failure) {
    if (!(failure instanceof NotYours)) throw failure;
    return { text: 'Nothing happened: it is so already.\n', json: { seq: null } };
  }
}
