import type { ReleaseFile } from '../compile-release.ts';

/**
 * A fault that Parley finds, for designers who meet its code: `docs/flows/errors.md` and `parley
 * errors` are made of these, and a test tries that each example has its fault and its cure has not.
 *
 * A new code needs an entry in a file beside this one, in a list that `all-faults.ts` joins; then
 * `npm run build && npm run docs:flows`. Codes from elsewhere than `read/` and `checks/` also
 * join in two places: `problemsIn` in `explain-fault.ts`, which finds them, and `SOURCES` in
 * `faults.spec.ts`, which looks for codes without an entry.
 */
export interface Fault {
  readonly code: string;
  /** What it means, and why it is a fault: what the message has no room for. */
  readonly meaning: string;
  /** A file with the fault, and the same without. */
  readonly wrong: string;
  readonly right: string;
  /** What the file is called; `flow.yaml` where nothing is said. */
  readonly file?: string;
  /** Other files that the example needs. */
  readonly beside?: readonly ReleaseFile[];
  /** The example has no bot.yaml; else it gets the smallest there is. */
  readonly hasNoBot?: boolean;
  /** The example cannot be shown: it is too long, or its characters cannot be seen. */
  readonly isHidden?: boolean;
}

/** A bot that has what every bot needs, and no more; examples stand beside it. */
export const SMALLEST_BOT = `bot: shop
locales: [en, es]
layouts:
  text: { campaign: parley-text, properties: { external_system_msg_body: text } }
  buttons: { campaign: parley-buttons, properties: { body: text, buttons: buttons } }
  list: { campaign: parley-list, properties: { body: text, rows: rows } }
queues: [care, returns]
`;

/** The files of an example, with the fault or without. */
export function filesOfFault(fault: Fault, text: string): readonly ReleaseFile[] {
  const { file = 'flow.yaml', beside = [], hasNoBot = false } = fault;
  const given = [...beside, { path: file, text }];
  const hasBot = hasNoBot || given.some(({ path }) => path === 'bot.yaml');
  return hasBot ? given : [{ path: 'bot.yaml', text: SMALLEST_BOT }, ...given];
}
