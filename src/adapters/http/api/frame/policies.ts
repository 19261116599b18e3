import { type CustomDecorator, SetMetadata } from '@nestjs/common';

import type { Permission } from '#core/access/policy.ts';

const POLICY_KEY = 'parley:policy';

/** Who may use a route: those with a permission, or everybody, for a reason. */
export type RoutePolicy = { readonly permission: Permission } | { readonly everybody: string };

/** Only who has this permission; see the table in `#core/access/policy.ts`. */
export function Allow(permission: Permission): CustomDecorator {
  return SetMetadata(POLICY_KEY, { permission } satisfies RoutePolicy);
}

/** Everybody, signed in or not. @param everybody why that does no harm */
export function Public(everybody: string): CustomDecorator {
  return SetMetadata(POLICY_KEY, { everybody } satisfies RoutePolicy);
}

/** What stands above a route; `undefined`: nothing, and then nobody may use it. */
export function policyOf(handler: object): RoutePolicy | undefined {
  return Reflect.getMetadata(POLICY_KEY, handler) as RoutePolicy | undefined;
}
