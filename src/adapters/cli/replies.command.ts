import { type Command, InvalidArgumentError } from 'commander';

import { type Changed, type Trouble, TROUBLES } from '#app/ports/reply-desk.ts';
import type { ChangeReplies } from '#app/replies/change-replies.ts';
import type { ListReplies } from '#app/replies/list-replies.ts';
import { MAY_COME_FROM, type OperatorsVerb } from '#core/feedback/operators-verbs.ts';
import { replyIdOf } from '#core/feedback/reply-id.ts';

import { pageOf, shownJson, tableOf } from './replies/shown-reply.ts';
import { type Report, type ReportOptions, reports } from './report.ts';
import type { Terminal } from './terminal.ts';

/** What the commands ask for. */
export interface OperatorsDesk {
  readonly listReplies: Pick<ListReplies, 'execute' | 'one'>;
  readonly changeReplies: Pick<ChangeReplies, 'execute'>;
}

export interface RepliesCommandDeps extends Pick<Terminal, 'write' | 'hasColours'> {
  readonly open: () => Promise<OperatorsDesk & { close(): Promise<void> }>;
  /** Who typed it, for the audit. */
  readonly operator: string;
}

interface ListOptions extends ReportOptions {
  readonly trouble?: Trouble;
  readonly conversation?: string;
  readonly limit: number;
  readonly showText?: boolean;
}

interface ChangeOptions extends ReportOptions {
  readonly reason?: string;
}

const VERBS: Readonly<Record<OperatorsVerb, string>> = {
  retry: 'try again what was certainly not sent',
  resend: 'send again what may have been sent: the customer may read it twice',
  drop: 'never send it; what is dropped is no longer listed',
};

/** `replies list | show | retry | resend | drop`: replies that need somebody. */
export function repliesCommand(program: Command, deps: RepliesCommandDeps): void {
  const replies = program
    .command('replies')
    .description('replies that are stuck, in doubt, dead or did not arrive, and what to do');
  listCommand(replies, deps);
  showCommand(replies, deps);
  for (const verb of Object.keys(VERBS) as OperatorsVerb[]) changeCommand(replies, deps, verb);
}

function listCommand(replies: Command, deps: RepliesCommandDeps): void {
  const command = replies
    .command('list')
    .description('those that need somebody, the longest waiting first; never what they say')
    .option('--trouble <kind>', `only ${TROUBLES.join(', ')}`, troubleOf)
    .option('--conversation <id>', 'only of this conversation', conversationOf)
    .option('--limit <count>', 'at most so many of each kind', countOf, 50)
    .option('--show-text', 'what they say, too: it is personal');
  reports<ListOptions>(command, deps, ({ trouble, conversation, limit, showText = false }) =>
    borrowing(deps, async ({ listReplies }) => {
      const filter = {
        limit,
        ...(trouble !== undefined && { trouble }),
        ...(conversation !== undefined && { conversationId: conversation }),
      };
      const shown = await listReplies.execute(filter);
      const json = { replies: shown.map((reply) => shownJson(reply, showText)) };
      return { text: tableOf(shown, showText), json };
    }),
  );
}

function showCommand(replies: Command, deps: RepliesCommandDeps): void {
  const command = replies
    .command('show <reply>')
    .description('one reply: its state, its way to the customer, why')
    .option('--show-text', 'what it says, too: it is personal');
  reports<ListOptions>(command, deps, ({ showText = false }, id = '') =>
    borrowing(deps, async ({ listReplies }) => {
      const shown = await listReplies.one(id);
      return { text: pageOf(shown, showText), json: shownJson(shown, showText) };
    }),
  );
}

function changeCommand(replies: Command, deps: RepliesCommandDeps, verb: OperatorsVerb): void {
  const command = replies
    .command(`${verb} <reply...>`)
    .description(`${VERBS[verb]} (${MAY_COME_FROM[verb].join(', ')})`)
    .requiredOption('--reason <text>', 'why, for the audit');
  reports<ChangeOptions>(command, deps, ({ reason = '' }, ...args) =>
    borrowing(deps, async ({ changeReplies }) => {
      // Commander hands a variadic argument over as one list.
      const ids = args.flat() as string[];
      const by = { actor: deps.operator, reason };
      return changeReport(await changeReplies.execute(verb, ids, by), verb);
    }),
  );
}

function changeReport(changes: readonly Changed[], verb: OperatorsVerb): Report {
  const lines = changes.map((change) => `${replyIdOf(change.reply)}  ${told(change, verb)}`);
  return {
    text: `${lines.join('\n')}\n`,
    json: {
      replies: changes.map(({ reply, outcome, state }) => ({
        ...{ reply: replyIdOf(reply), outcome, was: state ?? null },
      })),
    },
    fine: changes.every(({ outcome }) => outcome === 'done'),
  };
}

function told({ outcome, state = '' }: Changed, verb: OperatorsVerb): string {
  switch (outcome) {
    case 'done':
      return verb === 'drop' ? 'dropped' : 'leaves at once';
    case 'not-found':
      return 'there is no such reply';
    case 'wrong-state':
      return `is ${state}: ${verb} is for ${MAY_COME_FROM[verb].join(', ')}`;
    case 'window-over':
      return 'its time is over: WhatsApp would refuse it; drop it, or let an agent send a template';
    case 'opted-out':
      return 'the customer has opted out: drop it';
  }
}

async function borrowing(
  { open }: RepliesCommandDeps,
  act: (desk: OperatorsDesk) => Promise<Report>,
): Promise<Report> {
  const desk = await open();
  try {
    return await act(desk);
  } finally {
    await desk.close();
  }
}

function troubleOf(value: string): Trouble {
  const trouble = TROUBLES.find((one) => one === value);
  if (trouble !== undefined) return trouble;
  throw new InvalidArgumentError(`Write one of ${TROUBLES.join(', ')}.`);
}

function conversationOf(value: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toLowerCase();
  throw new InvalidArgumentError('Write a conversation’s id.');
}

function countOf(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0 && count <= 10_000) return count;
  throw new InvalidArgumentError('Write a number from 1 to 10000.');
}
