import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import { below, flowOf, withAside } from '#core/flow/compile/frames.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Place } from '#core/flow/places.ts';

import { asideOf } from './beneath.ts';

/**
 * The context in which another flow begins: the one under way is put aside.
 *
 * A flow that lies beneath begins anew, and all from there up is let go, as is the flow under way
 * when it is asked for itself. Nobody is led back to the menu: by writing what they want they have
 * answered it.
 */
export function puttingAside(
  release: CompiledRelease,
  place: Place,
  context: FlowContext,
  flow: string,
): FlowContext {
  const underWay = flowOf({ at: place.key });
  if (place.resumes === undefined || underWay === flow) return context;
  if (underWay === release.bot.menu) return context;

  const beneath = below(context.stack, flow);
  if (beneath !== context.stack) return { ...context, stack: beneath };
  return { ...context, stack: withAside(context.stack, asideOf(release, place, context)) };
}
