import type { ChatMessage } from '../messaging/chat-message.ts';
import type { RestCall } from './rest-call.ts';

/** Something that somebody who looks wants to see at once. */
export type FeedEvent =
  | { readonly kind: 'message'; readonly brazeId: string; readonly message: ChatMessage }
  | { readonly kind: 'user'; readonly brazeId: string }
  | { readonly kind: 'call'; readonly call: RestCall }
  | { readonly kind: 'settings' | 'reset' | 'closed' };

type Listener = (event: FeedEvent) => void;

/** Tells those who listen, at once and in order. Nothing is kept for later listeners. */
export class Feed {
  private readonly listeners = new Set<Listener>();

  /** Answers the way to stop listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(event: FeedEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
