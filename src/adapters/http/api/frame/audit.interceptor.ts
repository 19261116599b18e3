import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request } from 'express';
import { concatMap, type Observable } from 'rxjs';

import { type AuditEntry, AuditTrail } from '#app/ports/audit-trail.ts';

import { askerOf } from './asking.ts';
import { auditOf, type RouteAudit } from './audited.ts';

/**
 * Writes what `@Audited` routes have done. An answer means that it is written: where it cannot be,
 * the caller is told that something failed, and repeats.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly trail: AuditTrail) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const audit = auditOf(context.getHandler());
    if (audit === undefined || audit.inside === true) return next.handle();

    const request = context.switchToHttp().getRequest<Request>();
    const { caller } = askerOf(request) ?? {};
    const subject = audit.subject === undefined ? '' : request.params[audit.subject];
    const entry = {
      actor: caller?.actor ?? 'nobody',
      action: audit.action,
      subject: typeof subject === 'string' ? subject : '',
      details: { id: caller?.id ?? null },
    };
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        await this.trail.write(named(entry, audit, answer));
        return answer;
      }),
    );
  }
}

/** What was made is named by the answer alone. */
function named(entry: AuditEntry, { answer: part }: RouteAudit, answer: unknown): AuditEntry {
  if (part === undefined || typeof answer !== 'object' || answer === null) return entry;
  const subject = (answer as Readonly<Record<string, unknown>>)[part];
  return typeof subject === 'string' ? { ...entry, subject } : entry;
}
