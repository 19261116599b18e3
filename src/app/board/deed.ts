import type { DeskRow } from '#app/ports/desk-lists.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';

/** What a lead does with one conversation or with many. */
export type Deed =
  | { readonly kind: 'take' }
  | {
      readonly kind: 'assign';
      readonly queue?: string | undefined;
      /** Asked alone, as far as they have room. */
      readonly agent?: string | undefined;
      /** For whoever takes it. */
      readonly note?: string | undefined;
    }
  | { readonly kind: 'pull-back' }
  | { readonly kind: 'hand-back'; readonly to: 'menu' | 'question' | 'rest' }
  | {
      readonly kind: 'close';
      readonly code?: string | undefined;
      readonly quietly?: boolean | undefined;
    };

/** Whether nothing is left to do. */
export function isDone(deed: Deed, row: DeskRow, by: string): boolean {
  const { agent, offeredTo, queue } = row;
  const isFree = agent === undefined && offeredTo === undefined;
  if (deed.kind === 'take') return agent === by;
  if (deed.kind === 'pull-back') return isFree;
  if (deed.kind !== 'assign') return false;
  if (deed.agent !== undefined) return deed.agent === agent || deed.agent === offeredTo;
  return isFree && deed.queue === queue;
}

/** The event that does it to a conversation, only as long as it stands as it was seen. */
export function eventOf(deed: Deed, row: DeskRow, by: string, offerMs: number): DeskEvent {
  const { handoff, queue, agent = null } = row;
  const stood = { handoff, queue, agent };
  switch (deed.kind) {
    case 'take':
      return { kind: 'agent-took', agent: by, stood };
    case 'pull-back':
      return { kind: 'transferred', by, stood };
    case 'assign':
      return {
        ...{ kind: 'transferred', by, stood },
        ...(deed.queue !== undefined && { queue: deed.queue }),
        ...(deed.agent !== undefined && { agent: { id: deed.agent, forMs: offerMs } }),
      };
    case 'hand-back':
      return { kind: 'returned-to-bot', by, stood, ...(deed.to !== 'rest' && { to: deed.to }) };
    case 'close':
      return {
        ...{ kind: 'closed', by, stood },
        ...(deed.code !== undefined && { code: deed.code }),
        ...(deed.quietly === true && { quietly: true }),
      };
  }
}

/** As the same deed on one conversation is called in the audit. */
export const AUDITED: Readonly<Record<Deed['kind'], string>> = {
  take: 'conversation.take',
  assign: 'conversation.transfer',
  'pull-back': 'conversation.pull-back',
  'hand-back': 'conversation.hand-back',
  close: 'conversation.close',
};
