import { type Advance, advance } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';
import type { Effect, Reply } from '#core/conversation/effect.ts';
import { isOwn } from '#core/conversation/profile/own-writes.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

/** One customer's conversation with a release, its clock in the test's hand. */
export class Chat {
  state: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  /** Of the last event, but for what every chat writes of itself. */
  effects: readonly Effect[] = [];
  last: Advance | undefined;
  private atMs = Date.UTC(2026, 0, 1);

  constructor(private readonly release: CompiledRelease) {}

  /** The customer writes; answers what they are told, `campaign: text` for what is not plain text. */
  says(text: string, language?: string): readonly string[] {
    return this.happens({
      kind: 'message',
      text,
      media: [],
      ...(language !== undefined && { language }),
    });
  }

  sendsMedia(): readonly string[] {
    return this.happens({ kind: 'message', text: '', media: ['https://media.example/1.jpg'] });
  }

  /** Time passes, and whatever timers come due in it, the earliest first. */
  after(hours: number): readonly string[] {
    const untilMs = this.atMs + hours * 3_600_000;
    const said: string[] = [];
    for (;;) {
      const [next] = [...(this.state.snapshot?.timers ?? [])].sort((a, b) => a.dueAtMs - b.dueAtMs);
      if (next === undefined || next.dueAtMs > untilMs) break;
      this.atMs = next.dueAtMs;
      said.push(...this.happens({ kind: 'timer', timer: next.id, gen: next.gen }));
    }
    this.atMs = untilMs;
    return said;
  }

  /** As the service does it: the state is stored as JSON between any two events. */
  happens(event: ConversationEvent): readonly string[] {
    const at = new Date(this.atMs);
    const advanced = advance(this.release, this.state, event, this.state.lastSeq + 1, at);
    this.last = advanced;
    this.state = JSON.parse(JSON.stringify(advanced.state)) as ConversationState;
    this.effects = advanced.effects.filter(
      (effect) => effect.kind !== 'write-back' || !isOwn(effect),
    );
    return advanced.effects.filter((effect) => effect.kind === 'reply').map(textOf);
  }
}

function textOf({ properties }: Reply): string {
  return String(properties['external_system_msg_body']);
}
