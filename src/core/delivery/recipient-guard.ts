import { aliasOf, type Identity } from '#core/conversation/identity.ts';

/** Who may be written to, where that is not everybody: a workspace with real customers is tried out. */
export interface RecipientGuard {
  /** Nothing leaves for Braze at all. */
  readonly dryRun: boolean;
  /** Names of those who may be written to, `qa-*` for all that begin so; `undefined` for everybody. */
  readonly onlyTo: readonly string[] | undefined;
}

const DRY_RUN = 'not sent: PARLEY_DRY_RUN is on';
const NOT_NAMED = 'not sent: PARLEY_ONLY_TO does not name this customer';

/** Whether the guard lets everything through. */
export function letsAllThrough({ dryRun, onlyTo }: RecipientGuard): boolean {
  return !dryRun && onlyTo === undefined;
}

/** Why nothing may be sent to somebody, for people, or `undefined` where it may. */
export function guardedBecause(guard: RecipientGuard, recipient: Identity): string | undefined {
  if (guard.dryRun) return DRY_RUN;
  if (guard.onlyTo === undefined) return undefined;

  const names = namesOf(recipient);
  const isNamed = guard.onlyTo.some((entry) => names.some((name) => fits(entry, name)));
  return isNamed ? undefined : NOT_NAMED;
}

function fits(entry: string, name: string): boolean {
  return entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry;
}

/** An alias goes by its name, and by `label:name`. */
function namesOf({ kind, value }: Identity): readonly string[] {
  if (kind !== 'alias') return [value];
  const { label, name } = aliasOf(value);
  return [name, `${label}:${name}`];
}
