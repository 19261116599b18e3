import { InvalidArgumentError } from 'commander';

import type { ModelUse } from '#app/ports/chat-model.ts';

/** Dollars for a million tokens. */
export interface Price {
  readonly in: number;
  readonly out: number;
}

const FORM = /^(\d+(?:\.\d+)?)\/(\d+(?:\.\d+)?)$/;
const MILLION = 1_000_000;

/** `0.15/0.60`. @throws InvalidArgumentError for what is none */
export function readPrice(given: string): Price {
  const [, perIn, perOut] = FORM.exec(given) ?? [];
  if (perIn === undefined || perOut === undefined) {
    throw new InvalidArgumentError('Write dollars for a million tokens in and out: 0.15/0.60.');
  }
  return { in: Number(perIn), out: Number(perOut) };
}

/** Dollars. */
export function costOf({ tokensIn, tokensOut }: ModelUse, price: Price): number {
  return (tokensIn * price.in + tokensOut * price.out) / MILLION;
}
