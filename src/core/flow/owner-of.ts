import type { Owner } from '#core/conversation/conversation-state.ts';

/** Where nobody answers because people decided so; who was opted out before is so behind it, too. */
const BLOCKED = 'blocked';
const BLOCKED_OUT = 'blocked/out';

const OWNERS: Readonly<Record<string, Owner>> = {
  ...{ bot: 'bot', queue: 'queue', agent: 'agent', nobody: 'nobody', [BLOCKED]: 'nobody' },
};

/** Who answers in a state of the machine; `undefined` for none of its states. @param key `bot/rest` */
export function ownerOf(key: string): Owner | undefined {
  const root = key.split('/', 1)[0] ?? '';
  return Object.hasOwn(OWNERS, root) ? OWNERS[root] : undefined;
}

export function isBlocked(key: string): boolean {
  return key.startsWith(BLOCKED);
}

/** Whether the customer does not want to hear from us, be they blocked or not. */
export function hasOptedOut(key: string): boolean {
  return key === 'nobody' || key === BLOCKED_OUT;
}

/** The same of a stored state value. */
export function isBlockedValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && BLOCKED in value;
}
