import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { concatMap, type Observable } from 'rxjs';

import { NoteReads } from '#app/conversations/note-reads.ts';
import { type AuditEntry, AuditTrail } from '#app/ports/audit-trail.ts';

import { askerOf } from './asking.ts';
import { auditOf, type RouteAudit } from './audited.ts';

/**
 * Writes what `@Audited` routes have done. An answer means that it is written: where it cannot be,
 * the caller is told that something failed, and repeats. Who looked at a conversation is written
 * behind the answer.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly trail: AuditTrail,
    private readonly reads: NoteReads,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const audit = auditOf(context.getHandler());
    if (audit === undefined || audit.inside === true) return next.handle();
    if (audit.read !== undefined) {
      this.noteRead(context, audit.read);
      return next.handle();
    }

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

  private noteRead(context: ExecutionContext, how: string): void {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const { caller } = askerOf(request) ?? {};
    const { id } = request.params;
    if (caller === undefined || typeof id !== 'string') return;
    response.once('finish', () => {
      if (response.statusCode < FIRST_REFUSAL) this.reads.execute(caller, id, how);
    });
  }
}

const FIRST_REFUSAL = 400;

/** What was made is named by the answer alone. */
function named(entry: AuditEntry, { answer: part }: RouteAudit, answer: unknown): AuditEntry {
  if (part === undefined || typeof answer !== 'object' || answer === null) return entry;
  const subject = (answer as Readonly<Record<string, unknown>>)[part];
  return typeof subject === 'string' ? { ...entry, subject } : entry;
}
