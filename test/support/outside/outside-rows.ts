import type { StagedAnswer } from '../calls/serve-json.ts';
import { completion, saying } from './good-answers.ts';
import type { Outsider, OutsideRow } from './outside-row.ts';

/** `failed ×2 | …`, in the order of `OUTSIDERS`; `–` where it cannot be. */
function ends(line: string): OutsideRow['ends'] {
  const each = line.split(' | ').map((end) => (end === '–' ? undefined : end));
  const [model, rasa, webhook, safe, once] = each;
  return { model, rasa, webhook, safe, once };
}

function status(code: number, more: StagedAnswer = {}): NonNullable<OutsideRow['staged']> {
  return () => ({ status: code, json: { error: { message: 'no' } }, ...more });
}

const first =
  (bad: StagedAnswer): NonNullable<OutsideRow['staged']> =>
  (good, nth) =>
    nth === 1 ? bad : good;

const PAGE = '<html><body>Hello</body></html>';

const BEFORE: readonly OutsideRow[] = [
  {
    moment: 'before',
    what: 'nobody listens: refused',
    instead: 'nobody',
    ends: ends('failed ×0 | failed ×0 | failed ×0 | failed ×0 | failed ×0'),
  },
  {
    moment: 'before',
    what: 'its name is not known',
    instead: 'no such name',
    ends: ends('failed ×0 | failed ×0 | failed ×0 | failed ×0 | failed ×0'),
  },
  {
    moment: 'before',
    what: 'no TLS where TLS is spoken',
    instead: 'no TLS',
    ends: ends('failed ×0 | failed ×0 | failed ×0 | failed ×0 | failed ×0'),
  },
];

const WIRE: readonly OutsideRow[] = [
  {
    ...{ moment: 'on the wire', what: 'reset before the answer' },
    ...{
      staged: () => ({ cut: 'before' }),
      ends: ends('failed ×2 | failed ×1 | failed ×2 | failed ×3 | failed ×1'),
    },
  },
  {
    ...{ moment: 'on the wire', what: 'the same, and well the next time' },
    ...{
      staged: first({ cut: 'before' }),
      ends: ends('answer ×2 | failed ×1 | answer ×2 | answer ×2 | failed ×1'),
    },
  },
  {
    ...{ moment: 'on the wire', what: 'half of a 200, then reset' },
    ...{
      staged: (good) => ({ ...good, cut: 'within' }),
      ends: ends('failed ×2 | failed ×1 | failed ×2 | failed ×3 | failed ×1'),
    },
  },
  {
    ...{ moment: 'on the wire', what: 'no answer in time', isSlow: true },
    ...{
      staged: (good) => ({ ...good, afterMs: 5_000 }),
      ends: ends('timed out ×1 | timed out ×1 | timed out ×1 | timed out ×1 | timed out ×1'),
    },
  },
];

/** It was understood, and no: once is enough. */
const REFUSED = ends('failed ×1 | failed ×1 | failed ×1 | failed ×1 | failed ×1');
const STATUS_ENDS: Readonly<Record<number, OutsideRow['ends']>> = {
  204: ends('failed ×2 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
  408: ends('failed ×2 | failed ×1 | failed ×2 | failed ×3 | failed ×1'),
};

const STATUS: readonly OutsideRow[] = [
  ...[204, 400, 401, 403, 404, 408, 413, 422].map((code): OutsideRow => ({
    ...{ moment: 'status', what: String(code), ends: STATUS_ENDS[code] ?? REFUSED },
    staged: status(code, code === 204 ? { text: '' } : {}),
  })),
  ...[301, 302, 303, 307, 308].map((code): OutsideRow => ({
    ...{ moment: 'status', what: `${String(code)} to another address`, ends: REFUSED },
    staged: first({ status: code, headers: { location: '/elsewhere' } }),
  })),
  {
    ...{
      moment: 'status',
      what: '202, the answer to come later',
      ends: ends('– | – | timed out ×1 | – | –'),
    },
    staged: (_good, _nth, outsider) =>
      outsider === 'webhook' ? { status: 202, text: '' } : undefined,
  },
  {
    moment: 'status',
    what: '429 without headers',
    staged: status(429),
    ends: ends('failed ×2 | failed ×2 | failed ×2 | failed ×3 | failed ×3'),
  },
  {
    ...{
      moment: 'status',
      what: '429 for 1 s, then well',
      ends: ends('answer ×2 | answer ×2 | answer ×2 | answer ×2 | answer ×2'),
    },
    staged: first({ status: 429, headers: { 'retry-after': '1' } }),
  },
  {
    ...{
      moment: 'status',
      what: '429 for a minute',
      ends: ends('failed ×1 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
    },
    staged: status(429, { headers: { 'retry-after': '60' } }),
  },
  {
    moment: 'status',
    what: '500',
    staged: status(500),
    ends: ends('failed ×2 | failed ×1 | failed ×2 | failed ×3 | failed ×1'),
  },
  {
    moment: 'status',
    what: '500, then well',
    staged: first({ status: 500 }),
    ends: ends('answer ×2 | failed ×1 | answer ×2 | answer ×2 | failed ×1'),
  },
  {
    moment: 'status',
    what: '502 with a page',
    staged: status(502, { text: PAGE }),
    ends: ends('failed ×2 | failed ×1 | failed ×2 | failed ×3 | failed ×1'),
  },
  {
    ...{
      moment: 'status',
      what: '503 for 1 s, then well',
      ends: ends('answer ×2 | answer ×2 | answer ×2 | answer ×2 | answer ×2'),
    },
    staged: first({ status: 503, headers: { 'retry-after': '1' } }),
  },
];

const only =
  (outsider: Outsider, staged: StagedAnswer): NonNullable<OutsideRow['staged']> =>
  (_good, _nth, asked) =>
    asked === outsider ? staged : undefined;
const CALL = { id: 'c1', type: 'function', function: { name: 'refund', arguments: '{}' } };

const ANSWERS: readonly OutsideRow[] = [
  {
    moment: 'answer',
    what: 'well',
    ends: ends('answer ×1 | answer ×1 | answer ×1 | answer ×1 | answer ×1'),
  },
  {
    moment: 'answer',
    what: '200 and nothing',
    staged: () => ({ text: '' }),
    ends: ends('failed ×2 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
  },
  {
    moment: 'answer',
    what: '200 with a page',
    staged: () => ({ text: PAGE }),
    ends: ends('failed ×2 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
  },
  {
    moment: 'answer',
    what: '`{}`',
    staged: () => ({ text: '{}' }),
    ends: ends('failed ×2 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
  },
  {
    moment: 'answer',
    what: '`[]`',
    staged: () => ({ text: '[]' }),
    ends: ends('failed ×2 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
  },
  {
    ...{
      moment: 'answer',
      what: 'half of the JSON',
      ends: ends('failed ×2 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
    },
    staged: (good) => ({ text: JSON.stringify(good.json).slice(0, -3) }),
  },
  {
    ...{
      moment: 'answer',
      what: 'a text of no words',
      ends: ends('failed ×1 | failed ×1 | failed ×1 | nothing ×1 | nothing ×1'),
    },
    staged: (_good, _nth, outsider) => saying(outsider, '  '),
  },
  {
    ...{
      moment: 'answer',
      what: 'a text of 2,000 characters',
      ends: ends('failed ×1 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
    },
    staged: (_good, _nth, outsider) => saying(outsider, 'word '.repeat(400)),
  },
  {
    ...{
      moment: 'answer',
      what: 'more than 64 KiB',
      ends: ends('failed ×1 | failed ×1 | failed ×1 | failed ×1 | failed ×1'),
    },
    staged: (_good, _nth, outsider) => saying(outsider, 'word '.repeat(15_000)),
  },
  {
    ...{
      moment: 'answer',
      what: 'a link that nobody has named',
      ends: ends('failed ×1 | failed ×1 | failed ×1 | – | –'),
    },
    staged: (_good, _nth, outsider) =>
      outsider === 'safe' || outsider === 'once'
        ? undefined
        : saying(outsider, 'Pay at https://evil.test/now'),
  },
  {
    ...{
      moment: 'answer',
      what: 'the model’s words around the JSON',
      ends: ends('failed ×1 | – | – | – | –'),
    },
    staged: only('model', completion('Sure! {"text":"answer"}')),
  },
  {
    ...{
      moment: 'answer',
      what: 'the model breaks off (`length`)',
      ends: ends('failed ×1 | – | – | – | –'),
    },
    staged: only('model', completion('{"text":"ans', { finish: 'length' })),
  },
  {
    ...{ moment: 'answer', what: 'the model refuses', ends: ends('refused ×1 | – | – | – | –') },
    staged: only('model', completion(null, { message: { refusal: 'I cannot help.' } })),
  },
  {
    ...{
      moment: 'answer',
      what: 'the provider’s filter (`content_filter`)',
      ends: ends('refused ×1 | – | – | – | –'),
    },
    staged: only('model', completion('', { finish: 'content_filter' })),
  },
  {
    ...{ moment: 'answer', what: 'a tool that nobody gave the model, again and again' },
    ends: ends('failed ×1 | – | – | – | –'),
    staged: only(
      'model',
      completion(null, { finish: 'tool_calls', message: { tool_calls: [CALL] } }),
    ),
  },
  {
    ...{ moment: 'answer', what: 'no choices', ends: ends('failed ×1 | – | – | – | –') },
    staged: only('model', { json: { choices: [] } }),
  },
];

/** Everything that asking another can come to, in the order of its way. */
export const OUTSIDE_ROWS: readonly OutsideRow[] = [...BEFORE, ...WIRE, ...STATUS, ...ANSWERS];
