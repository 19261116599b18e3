/** One attempt of a webhook. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Carries one attempt; rejects where nobody answers in time or at all. */
export type Deliver = (request: WebhookRequest, signal: AbortSignal) => Promise<WebhookAnswer>;

/** Over HTTP. Redirects are not followed, as Braze does not. */
export const deliverByFetch: Deliver = async (request, signal) => {
  const { url, headers, body } = request;
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  await answer.body?.cancel();

  const seconds = Number(answer.headers.get('retry-after'));
  return seconds > 0
    ? { status: answer.status, retryAfterMs: seconds * 1_000 }
    : { status: answer.status };
};
