import type { Finding } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { copiesOfStep, type FoundCopy, stepsOf } from './words-of.ts';

/** No text is Liquid that can only come to nothing: the customer would wait for it in vain. */
export const textsSaySomething: FlowCheck = ({ flow, source }) =>
  stepsOf(flow)
    .flatMap(([step, path]) => copiesOfStep(step, path))
    .flatMap(emptyFindings)
    .map((found) => source.problem(found));

export function emptyFindings({ copy, path }: FoundCopy): Finding[] {
  const texts = typeof copy === 'string' ? [[path, copy] as const] : placed(copy, path);
  return texts
    .filter(([, text]) => text.includes('{%') && isEmptied(text))
    .map(([at]) => ({
      ...{ code: 'flow.empty-text', path: at },
      message: 'Nothing can ever come of this text: there are only tags in it',
      cure: 'Write between the tags what is to be said.',
    }));
}

function placed(copy: Readonly<Record<string, string>>, path: Finding['path']) {
  return Object.entries(copy).map(([locale, text]) => [[...path, locale], text] as const);
}

function isEmptied(text: string): boolean {
  let rest = '';
  let isComment = false;
  for (const part of text.split(/(\{%.*?%\})/s)) {
    const tag = /^\{%-?\s*(\w+)/.exec(part)?.[1];
    if (tag === 'comment') isComment = true;
    else if (tag === 'endcomment') isComment = false;
    else if (tag === undefined && !isComment) rest += part;
  }
  return rest.trim() === '';
}
