/** An answer is a few sentences; what a provider says besides is some kilobytes. */
const MOST_BYTES = 1_048_576;

/**
 * `fetch` for a model: it goes to the address that was named and nowhere else, for what customers
 * wrote goes with it, and it reads so much and no more.
 */
export async function modelFetch(
  input: Parameters<typeof fetch>[0],
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(upTo(MOST_BYTES)), { status, statusText, headers });
}

function upTo(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      if (bytes > most) controller.error(new Error('The model says more than is read'));
      else controller.enqueue(chunk);
    },
  });
}
