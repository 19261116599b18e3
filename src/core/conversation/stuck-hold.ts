import { newlyHeld } from '#core/flow/compile/handing-off.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { HoldChange } from '#core/handoff/hold-change.ts';

import type { Moment } from './carried-out.ts';

/** What people see of a conversation whose snapshot cannot be read: it waits before all others. */
export function stuckHold({ bot }: Pick<CompiledRelease, 'bot'>, moment: Moment): HoldChange {
  const reason = 'The conversation cannot go on by itself';
  const event = { type: 'stuck', ...moment };
  const held = newlyHeld({ event }, { queue: bot.queues[0], priority: 'high', reason, step: '' });
  return { held, state: 'waiting', locale: bot.locales[0], letsGoMs: null, ended: null };
}
