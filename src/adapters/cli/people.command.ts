import { type Command, InvalidArgumentError } from 'commander';

import type { Invited, Newcomer } from '#app/people/manage-people.ts';
import type { Person } from '#app/ports/people-store.ts';
import { isRole, type Role, ROLES } from '#core/access/policy.ts';
import { EVERY_QUEUE } from '#core/access/scope.ts';

import { type CliDeps, type UseCases, withUseCases } from './cli-deps.ts';
import { type Report, type ReportOptions, reports } from './report.ts';

type PeopleDesk = UseCases['people'];

interface AddOptions extends ReportOptions {
  readonly email: string;
  readonly name?: string;
  readonly role: readonly Role[];
  readonly queue?: readonly string[];
}

const AT_ONCE = 200;

/** `people add | list | disable | enable | reset-password`: who may sign in, from a terminal. */
export function peopleCommand(program: Command, deps: CliDeps): void {
  const people = program.command('people').description('who may sign in to the desk and the API');
  addCommand(people, deps);

  reports(people.command('list').description('everybody, by e-mail address'), deps, () =>
    withUseCases(deps, async (useCases) => {
      const everybody = await all(useCases.people);
      return { text: tableOf(everybody), json: { people: everybody.map(jsonOf) } };
    }),
  );
  switchCommand(people, deps, {
    verb: 'disable',
    about: 'nobody signs in as them any more, at once',
  });
  switchCommand(people, deps, { verb: 'enable', about: 'they may sign in again' });

  const reset = people
    .command('reset-password <email>')
    .description('gives them a password that works once, and ends their sessions');
  reports(reset, deps, (_options, email = '') =>
    withUseCases(deps, async ({ people: desk }) => {
      const { id } = await desk.byEmail(email);
      return invitation(await desk.resetPassword(id, deps.operator));
    }),
  );
}

function addCommand(people: Command, deps: CliDeps): void {
  const add = people
    .command('add')
    .description('lets somebody in, with a password that works once')
    .requiredOption('--email <address>', 'by which they sign in')
    .option('--name <name>', 'as colleagues see it')
    .requiredOption('--role <role...>', ROLES.join(', '), roleOf)
    .option('--queue <queue...>', 'whose conversations an agent sees; without it, all', gathered);
  reports<AddOptions>(add, deps, (options) =>
    withUseCases(deps, async ({ people: desk }) =>
      invitation(await desk.add(newcomerOf(options), deps.operator)),
    ),
  );
}

function newcomerOf({ email, name = email, role, queue = [EVERY_QUEUE] }: AddOptions): Newcomer {
  return { email, name, roles: role, queues: queue };
}

function switchCommand(
  people: Command,
  deps: CliDeps,
  { verb, about }: { readonly verb: 'disable' | 'enable'; readonly about: string },
): void {
  const command = people.command(`${verb} <email>`).description(about);
  reports(command, deps, (_options, email = '') =>
    withUseCases(deps, async ({ people: desk }) => {
      const { id } = await desk.byEmail(email);
      const person = await desk.change(id, { isDisabled: verb === 'disable' }, deps.operator);
      return { text: `${person.email} is ${verb}d.\n`, json: jsonOf(person) };
    }),
  );
}

function invitation({ id, email, oneTimePassword }: Invited): Report {
  const text =
    `${email} may sign in with this password once, and sets another one then:\n\n` +
    `    ${oneTimePassword}\n\nIt is shown this once.\n`;
  return { text, json: { id, email, one_time_password: oneTimePassword } };
}

async function all(people: PeopleDesk): Promise<readonly Person[]> {
  const everybody: Person[] = [];
  for (let page: readonly Person[] | undefined; page?.length !== 0;) {
    page = await people.list({ after: everybody.at(-1)?.email, limit: AT_ONCE });
    everybody.push(...page);
  }
  return everybody;
}

function tableOf(people: readonly Person[]): string {
  if (people.length === 0) return 'Nobody may sign in: `parley people add` lets somebody in.\n';
  const lines = people.map(({ email, roles, queues, isDisabled, name }) =>
    [
      email.padEnd(30),
      roles.join('+').padEnd(14),
      queues.join(','),
      isDisabled ? 'disabled' : '',
      name,
    ]
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function jsonOf({ id, email, name, roles, queues, isDisabled }: Person): unknown {
  return { id, email, name, roles, queues, disabled: isDisabled };
}

function roleOf(value: string, before: readonly Role[] = []): readonly Role[] {
  if (isRole(value)) return [...before, value];
  throw new InvalidArgumentError(`Write one of ${ROLES.join(', ')}.`);
}

function gathered(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
