import { type Command, InvalidArgumentError } from 'commander';

import type { Quarantined, QuarantineState } from '#app/ports/quarantine-store.ts';
import type { DismissQuarantined } from '#app/quarantine/dismiss-quarantined.ts';
import type { ListQuarantine } from '#app/quarantine/list-quarantine.ts';
import type { Correction, RedriveQuarantined } from '#app/quarantine/redrive-quarantined.ts';
import {
  aliasValue,
  type Identity,
  IDENTITY_KINDS,
  type IdentityKind,
} from '#core/conversation/identity.ts';

import { type Report, type ReportOptions, reports } from './report.ts';
import type { Terminal } from './terminal.ts';

/** What the commands ask for. Opened when one runs, closed behind it. */
export interface QuarantineDesk {
  readonly list: Pick<ListQuarantine, 'execute' | 'one'>;
  readonly redrive: Pick<RedriveQuarantined, 'execute'>;
  readonly dismiss: Pick<DismissQuarantined, 'execute'>;
  close(): Promise<void>;
}

export interface QuarantineCommandDeps extends Pick<Terminal, 'write' | 'hasColours'> {
  readonly open: () => Promise<QuarantineDesk>;
  readonly now: () => Date;
}

type Act = (desk: QuarantineDesk) => Promise<Report>;

interface ListOptions extends ReportOptions {
  readonly state: QuarantineState;
  readonly limit: number;
}

interface RedriveOptions extends ReportOptions {
  readonly as?: Identity;
  readonly text?: string;
}

/** Adds `quarantine list | show | redrive | dismiss` to the program. Failures are thrown as AppErrors. */
export function addQuarantineCommands(program: Command, deps: QuarantineCommandDeps): void {
  const quarantine = program
    .command('quarantine')
    .description('requests that were answered 202 and given to no conversation');

  listCommand(quarantine, deps);
  redriveCommand(quarantine, deps);
  const show = quarantine
    .command('show <id>')
    .description('one request with its reason, headers and bytes');
  reports(show, deps, (_options, id = '') =>
    borrowing(deps, async ({ list }) => {
      const entry = await list.one(id);
      return { text: page(entry), json: { ...entry, raw: textOf(entry.raw) } };
    }),
  );
  const dismiss = quarantine
    .command('dismiss <id>')
    .description('close it without applying it; its bytes stay');
  reports(dismiss, deps, (_options, id = '') =>
    borrowing(deps, async (desk) => {
      await desk.dismiss.execute(id);
      return { text: 'dismissed\n', json: { dismissed: id } };
    }),
  );
}

function listCommand(quarantine: Command, deps: QuarantineCommandDeps): void {
  const command = quarantine
    .command('list')
    .description('what was set aside, the newest first')
    .option('--state <state>', 'open, redriven or dismissed', stateOf, 'open')
    .option('--limit <count>', 'show at most so many', countOf, 50);
  reports<ListOptions>(command, deps, (options) =>
    borrowing(deps, async ({ list }) => {
      const entries = await list.execute(options);
      return { text: table(entries, options), json: { entries } };
    }),
  );
}

function redriveCommand(quarantine: Command, deps: QuarantineCommandDeps): void {
  const command = quarantine
    .command('redrive <id>')
    .description('read it anew and give it to its conversation')
    .option(
      '--as <identity>',
      `whose it is, KIND:VALUE of ${IDENTITY_KINDS.join(', ')}`,
      identityOf,
    )
    .option('--text <text>', 'what was written, where it cannot be read');
  reports<RedriveOptions>(command, deps, (options, id = '') =>
    borrowing(deps, async ({ redrive }) => {
      const receipt = await redrive.execute(id, correctionOf(options), deps.now());
      const { status, conversationId, seq } = receipt;
      return {
        text: `${status}: conversation ${conversationId}, event ${String(seq)}\n`,
        json: { status, conversationId, seq },
      };
    }),
  );
}

async function borrowing({ open }: QuarantineCommandDeps, act: Act): Promise<Report> {
  const desk = await open();
  try {
    return await act(desk);
  } finally {
    await desk.close();
  }
}

function correctionOf({ as, text }: RedriveOptions): Correction {
  return { ...(as !== undefined && { identity: as }), ...(text !== undefined && { text }) };
}

type Listed = Awaited<ReturnType<ListQuarantine['execute']>>;

function table(entries: Listed, { state, limit }: ListOptions): string {
  if (entries.length === 0) return `Nothing is ${state} in quarantine.\n`;

  const lines = entries.map(
    ({ id, receivedAt, reason, sizeBytes }) =>
      `${id}  ${receivedAt.toISOString()}  ${reason.padEnd(20)}  ${String(sizeBytes)} bytes`,
  );
  if (entries.length === limit) lines.push(`The newest ${String(limit)}; --limit shows more.`);
  return `${lines.join('\n')}\n`;
}

function page({ id, receivedAt, reason, detail, state, headers, raw }: Quarantined): string {
  const head = Object.entries({ id, received: receivedAt.toISOString(), state, reason, detail });
  const lines = [...head, ...Object.entries(headers)].map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\n')}\n\n${printable(raw)}\n`;
}

/** Bytes for a terminal: what could move its cursor or hide text is written as an escape. */
function printable(raw: Uint8Array): string {
  return textOf(raw).replaceAll(
    /[^\P{C}\n\t]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

function textOf(raw: Uint8Array): string {
  return Buffer.from(raw).toString('utf8');
}

function stateOf(value: string): QuarantineState {
  if (value === 'open' || value === 'redriven' || value === 'dismissed') return value;
  throw new InvalidArgumentError('Write open, redriven or dismissed.');
}

function countOf(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count > 0 && count <= 10_000) return count;
  throw new InvalidArgumentError('Write a number from 1 to 10000.');
}

/** `external_id:ana-1`, or `alias:LABEL:NAME`. */
function identityOf(text: string): Identity {
  const [kind = '', ...rest] = text.split(':');
  const value = rest.join(':');
  const [label = '', ...name] = rest;
  const isWhole = kind === 'alias' ? label !== '' && name.join('') !== '' : value !== '';
  if (!isIdentityKind(kind) || !isWhole) {
    throw new InvalidArgumentError(
      'Write external_id:ana-1, phone:+34600111222, alias:LABEL:NAME …',
    );
  }
  return { kind, value: kind === 'alias' ? aliasValue(label, name.join(':')) : value };
}

function isIdentityKind(kind: string): kind is IdentityKind {
  return (IDENTITY_KINDS as readonly string[]).includes(kind);
}
