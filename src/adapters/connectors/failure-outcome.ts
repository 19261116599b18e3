import type { CallOutcome } from '#core/calls/call-outcome.ts';

import { AddressRefused } from './address-guard.ts';
import { NotSent, type Received } from './send-request.ts';

/** Failures from before a byte of the request was written. */
const UNREACHED: ReadonlySet<unknown> = new Set([
  ...['UND_ERR_CONNECT_TIMEOUT', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  ...['ENETUNREACH', 'EHOSTDOWN', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN'],
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What it means that no answer came. */
export function outcomeOfFailure(failure: unknown, signal: AbortSignal): CallOutcome {
  const inner = rootOf(failure);
  if (inner instanceof AddressRefused || inner instanceof NotSent) {
    return { kind: 'refused', reason: inner.message };
  }
  if (signal.aborted) return { kind: 'ambiguous', reason: 'no answer in time' };
  const code = codeOf(inner);
  const reason = typeof code === 'string' ? code : 'the connection failed';
  if (code === 'UND_ERR_INVALID_ARG') return { kind: 'refused', reason: 'it makes no request' };
  return { kind: UNREACHED.has(code) ? 'unreached' : 'ambiguous', reason };
}

/** What several addresses of a name failed with is told together. */
function rootOf(failure: unknown): unknown {
  const { errors } = failure as { readonly errors?: readonly unknown[] };
  return Array.isArray(errors) && errors.length > 0 ? rootOf(errors[0]) : failure;
}

function codeOf(failure: unknown): unknown {
  return typeof failure === 'object' && failure !== null && 'code' in failure
    ? failure.code
    : undefined;
}

const TOO_MANY = 429;
const BUSY = 503;
const REQUEST_TIMEOUT = 408;
const LONGEST_REST_MS = 60_000;

/** What a status other than 2xx means; `undefined` for those. */
export function outcomeOfStatus({ status, headers }: Received): CallOutcome | undefined {
  if (status >= 200 && status < 300) return undefined;

  const reason = `HTTP ${String(status)}`;
  const retryAfterMs = restOf(headers['retry-after']);
  if (status === TOO_MANY || (status === BUSY && retryAfterMs !== undefined)) {
    return { kind: 'unreached', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  if (status >= 300 && status < 400) {
    return { kind: 'refused', reason: `${reason}: redirects are not followed` };
  }
  return { kind: status >= 500 || status === REQUEST_TIMEOUT ? 'ambiguous' : 'refused', reason };
}

function restOf(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const seconds = /^\d{1,9}$/.test(header)
    ? Number(header)
    : (Date.parse(header) - Date.now()) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(seconds, 0) * 1000, LONGEST_REST_MS);
}
