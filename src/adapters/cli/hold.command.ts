import { type Command, InvalidArgumentError } from 'commander';

import type { Receipt } from '#app/accept-events/arrival.ts';
import { NotBlocked, NotYours } from '#app/handoff/handoff-errors.ts';

import { type CliDeps, type UseCases, withUseCases } from './cli-deps.ts';
import { NotAConversation } from './cli-errors.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ten years: longer is for good. */
const MOST_HOURS = 87_600;

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
  blockCommands(program, deps);
}

/** `block` and `unblock`: customers whom nobody answers. */
function blockCommands(program: Command, deps: CliDeps): void {
  const block = program
    .command('block')
    .description('let nobody answer a customer: what they write is kept, and no more')
    .argument('<conversation>', 'its id')
    .requiredOption('--reason <text>', 'for colleagues; never the customer')
    .option('--hours <number>', 'for so long; without it, for good', wholeHours);
  reports<BlockOptions>(block, deps, ({ reason, hours }, id = '') => {
    const decided = { by: deps.operator, reason, ...(hours !== undefined && { hours }) };
    return act(id, deps, ({ blocking }, known) => blocking.block(known, decided));
  });

  const unblock = program
    .command('unblock')
    .description('have a customer answered again: the bot begins anew with them')
    .argument('<conversation>', 'its id');
  reports(unblock, deps, (_options, id = '') =>
    act(id, deps, ({ blocking }, known) => blocking.unblock(known, deps.operator)),
  );
}

interface BlockOptions extends ReportOptions {
  readonly reason: string;
  readonly hours?: number;
}

function wholeHours(text: string): number {
  const hours = Number(text);
  if (Number.isInteger(hours) && hours >= 1 && hours <= MOST_HOURS) return hours;
  throw new InvalidArgumentError(`write a whole number of hours, 1 to ${String(MOST_HOURS)}`);
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
    const isSo = failure instanceof NotYours || failure instanceof NotBlocked;
    if (!isSo) throw failure;
    return { text: 'Nothing happened: it is so already.\n', json: { seq: null } };
  }
}
