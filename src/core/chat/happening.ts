import type { Owner } from '#core/conversation/conversation-state.ts';
import type { Handoff } from '#core/conversation/effect.ts';

import type { SaidBubble } from './said-bubble.ts';

/** What another system answers a call in a talk. */
export type Stub =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly reason: string }
  /** It says no. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'timeout' };

/** Something that the customer, an agent or a profile sees of a conversation, in the order it happens. */
export type Happening =
  | { readonly kind: 'bubble'; readonly bubble: SaidBubble }
  | {
      readonly kind: 'canvas';
      /** As bot.yaml names it. */
      readonly canvas: string;
      readonly properties: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'attributes'; readonly attributes: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'event';
      readonly name: string;
      readonly properties: Readonly<Record<string, unknown>>;
    }
  | ({ readonly kind: 'handoff' } & Pick<Handoff, 'queue' | 'reason' | 'priority'>)
  | { readonly kind: 'owner'; readonly owner: Owner }
  | {
      readonly kind: 'call';
      readonly connector: string;
      readonly input: Readonly<Record<string, unknown>>;
      /** `undefined`: nobody has said yet what comes of it. */
      readonly stub: Stub | undefined;
    };
