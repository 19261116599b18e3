/** One turn of a chat that shows something. */
export type ChatLine =
  | { readonly who: 'customer'; readonly text: string }
  /** Something without words: an image, a voice message. */
  | { readonly who: 'customer-media' }
  | { readonly who: 'bot'; readonly text: string; readonly choices: readonly string[] }
  | { readonly who: 'time'; readonly ms: number; readonly isSilence: boolean }
  | {
      readonly who: 'call';
      readonly connector: string;
      readonly outcome: 'result' | 'failed' | 'refused' | 'timed-out';
    }
  | { readonly who: 'undelivered' }
  | { readonly who: 'agent'; readonly what: string };

const LONGEST_SHOWN = 160;

/** A turn as it reads: `customer: track my order`, `(30 minutes of silence)`. */
export function formatLine(line: ChatLine): string {
  switch (line.who) {
    case 'customer':
      return `customer: ${shown(line.text)}`;
    case 'customer-media':
      return 'customer: (an image)';
    case 'bot': {
      const choices = line.choices.map((choice) => ` [${choice}]`).join('');
      return `bot: ${shown(line.text)}${choices}`;
    }
    case 'time':
      return line.isSilence
        ? `(${durationOf(line.ms)} of silence)`
        : `(${durationOf(line.ms)} later)`;
    case 'call':
      return `(${line.connector} ${OUTCOMES[line.outcome]})`;
    case 'undelivered':
      return '(that does not reach the customer)';
    case 'agent':
      return `(an agent ${line.what} the conversation)`;
  }
}

const OUTCOMES = {
  ...{
    result: 'answers',
    failed: 'fails',
    refused: 'says no',
    'timed-out': 'does not answer in time',
  },
} as const;

function shown(text: string): string {
  const line = text.replaceAll('\n', ' / ');
  if (line.length <= LONGEST_SHOWN) return line;
  return `${line.slice(0, LONGEST_SHOWN - 1)}… (${String(text.length)} characters)`;
}

const UNITS = [
  ...([
    ['day', 86_400_000],
    ['hour', 3_600_000],
  ] as const),
  ...([
    ['minute', 60_000],
    ['second', 1_000],
  ] as const),
] as const;

/** `25 hours`, `1 day 2 hours`: two units at most. */
export function durationOf(ms: number): string {
  const parts: string[] = [];
  let left = Math.max(0, Math.round(ms / 1_000) * 1_000);
  for (const [name, unitMs] of UNITS) {
    // Hours are what the window is counted in, so days begin at two.
    if (name === 'day' && left < 2 * unitMs) continue;
    const count = Math.floor(left / unitMs);
    if (count === 0) continue;
    parts.push(`${String(count)} ${name}${count === 1 ? '' : 's'}`);
    left -= count * unitMs;
  }
  return parts.slice(0, 2).join(' ') || 'no time';
}
