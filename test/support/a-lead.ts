import { type Caller, callerOf } from '#core/access/caller.ts';

/** A machine that leads these queues; a person would also be an agent. */
export function aLead(id: string, queues: readonly string[] = ['*']): Caller {
  return callerOf({
    ...{ kind: 'key', id, name: id, actor: `key:${id}`, roles: ['lead'], queues },
    mustChangePassword: false,
  });
}
