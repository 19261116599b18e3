import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';

import { RoutesWithoutPolicy } from './access-errors.ts';
import { auditOf, type RouteAudit } from './audited.ts';
import { policyOf, type RoutePolicy } from './policies.ts';

/** A route as its controller declares it. */
export interface Route {
  readonly method: string;
  /** Begins with a slash; parts that vary as `:id`. */
  readonly path: string;
  readonly name: string;
  readonly policy: RoutePolicy | undefined;
  readonly audit: RouteAudit | undefined;
}

/** All routes of these controllers, in the order in which they are written. */
export function routesOf(controllers: readonly Type[]): readonly Route[] {
  return controllers.flatMap((controller) => {
    const base = pathOf(controller);
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const path = `/${[base, pathOf(handler)].filter((part) => part !== '').join('/')}`;
      return [
        {
          ...{ method: RequestMethod[method], path, name: `${controller.name}.${name}` },
          ...{ policy: policyOf(handler), audit: auditOf(handler) },
        },
      ];
    });
  });
}

/** @throws RoutesWithoutPolicy: what nobody has decided about is not served */
export function assertPolicies(controllers: readonly Type[]): void {
  const open = routesOf(controllers).filter(({ policy }) => policy === undefined);
  if (open.length > 0) throw new RoutesWithoutPolicy(open.map(({ name }) => name));
}

function pathOf(target: object): string {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | undefined;
  return (path ?? '').replace(/^\/+|\/+$/g, '');
}
