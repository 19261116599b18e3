import type { StagedAnswer } from '../calls/serve-json.ts';
import type { Outsider } from './outside-row.ts';

/** A model's completion with this content, or with another end. */
export function completion(
  content: string | null,
  more: { readonly finish?: string; readonly message?: object } = {},
): StagedAnswer {
  const message = { role: 'assistant', content, refusal: null, ...more.message };
  return {
    json: {
      ...{ id: 'c', object: 'chat.completion', created: 0, model: 'm' },
      choices: [{ index: 0, message, finish_reason: more.finish ?? 'stop' }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    },
  };
}

/** What each of them answers that says this. */
export function saying(outsider: Outsider, text: string): StagedAnswer {
  switch (outsider) {
    case 'model':
      return completion(JSON.stringify({ text, handoff: false }));
    case 'rasa':
      return { json: [{ recipient_id: 'x', text }] };
    case 'webhook':
      return { json: { answer: { text } } };
    case 'safe':
    case 'once':
      return { json: { status: text } };
  }
}
