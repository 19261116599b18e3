import type { Conversation, DeskRow, Session } from '../api/desk-types.ts';
import type { Say } from './words.tsx';

/** How one stands to a conversation, and so what one may do in it. */
export interface Standing {
  readonly owner: Conversation['owner'] | undefined;
  readonly isMine: boolean;
  readonly isOfferedToMe: boolean;
  readonly mayClaim: boolean;
  readonly mayTakeOver: boolean;
  readonly isWrapping: boolean;
  readonly offerEndsAt: string | null;
  readonly words: (say: Say, nameOf: (id: string | null | undefined) => string) => string;
}

/** Read off the newest of what is known; the server has the last word. */
export function standingOf(
  shown: Conversation | undefined,
  row: DeskRow | undefined,
  me: Session,
): Standing {
  const owner = shown?.owner;
  const blocked = shown?.blocked ?? null;
  const agent = shown?.handoff?.taken_by ?? null;
  const may = (permission: string): boolean => me.permissions.includes(permission);
  const isMine = owner === 'agent' && agent === me.id;
  const offeredTo = owner === 'queue' ? (row?.offered_to ?? null) : null;
  const isOfferedToMe = offeredTo === me.id;
  return {
    owner,
    isMine,
    isOfferedToMe,
    mayClaim: owner === 'queue' && offeredTo === null && may('conversations.take'),
    mayTakeOver:
      !isMine &&
      (owner === 'bot' || owner === 'agent' || offeredTo !== null) &&
      !isOfferedToMe &&
      may('conversations.take'),
    isWrapping: isMine && row?.state === 'wrapping',
    offerEndsAt: isOfferedToMe ? (row?.offer_ends_at ?? null) : null,
    words: (say, nameOf) => {
      if (owner === 'bot') return say('botHas');
      if (owner === 'nobody') return say(blocked === null ? 'nobodyHas' : 'blockedHas');
      if (isMine) return say(row?.state === 'wrapping' ? 'wrapping' : 'youHave');
      if (owner === 'agent') return say('has', { name: nameOf(agent) });
      if (isOfferedToMe) return say('offered');
      if (offeredTo !== null) return say('offeredTo', { name: nameOf(offeredTo) });
      return owner === undefined ? '' : say('waits', { queue: shown?.handoff?.queue ?? '' });
    },
  };
}
