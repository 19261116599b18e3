import { faultIn, gives, type ModelAnswer, plain } from './read-answer.ts';
import { redactPersonal } from './redact-personal.ts';

/** What of a model's aid an agent is shown, or why nothing of it. */
export type ReadAid =
  { readonly text: string; readonly sources: readonly string[] } | { readonly refused: string };

export interface AidAllowed {
  /** What the model was told, and nobody is to see. */
  readonly rules: string;
  /** Texts whose links, numbers and addresses may be repeated. */
  readonly own: readonly string[];
  /** Ids of the passages that it was given. */
  readonly sources: readonly string[];
}

/**
 * What of a draft or a summary may come before an agent: by the rules of what customers are told,
 * for that is where a draft goes. What identifies people and is not the company's own is taken out
 * once more: the model was not given it, so it has made it up.
 */
export function readAid(answer: ModelAnswer, { rules, own, sources }: AidAllowed): ReadAid {
  if (answer.refusal !== undefined) return { refused: 'the model refused' };
  if (answer.finish !== 'stop') return { refused: `the model was stopped: ${answer.finish}` };
  const { text: given, sources: named } = objectIn(answer.content ?? '');
  const text = typeof given === 'string' ? redactPersonal(plain(given), own) : '';
  if (text === '') return { refused: 'the model said nothing' };
  const fault = gives(rules, text) ? 'the model gave its rules away' : faultIn(text, own);
  if (fault !== undefined) return { refused: fault };
  return { text, sources: Array.isArray(named) ? sources.filter((id) => named.includes(id)) : [] };
}

function objectIn(content: string): { readonly text?: unknown; readonly sources?: unknown } {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
