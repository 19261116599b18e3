import { IsOptional, Matches } from 'class-validator';

import { MediaVariables } from './media-variables.ts';

const BUDGET =
  /^(tokens|money|calls|seconds)=\d+(\.\d+)?(,(tokens|money|calls|seconds)=\d+(\.\d+)?)*$/;
const PRICES = /^[^=,\s]+=\d+(\.\d+)?\/\d+(\.\d+)?(,[^=,\s]+=\d+(\.\d+)?\/\d+(\.\d+)?)*$/;
const BUDGET_RULE = {
  message: '$property must look like tokens=20000,money=0.05,calls=3,seconds=15, in any part',
};

/** What asking models may take. */
export class AiVariables extends MediaVariables {
  /** Most of one turn: of its model and of the connectors that it asks. */
  @IsOptional()
  @Matches(BUDGET, BUDGET_RULE)
  readonly PARLEY_AI_BUDGET_TURN?: string;

  /** Most in 24 hours, of one chat. */
  @IsOptional()
  @Matches(BUDGET, BUDGET_RULE)
  readonly PARLEY_AI_BUDGET_CHAT?: string;

  /** Most in 24 hours, of all chats. */
  @IsOptional()
  @Matches(BUDGET, BUDGET_RULE)
  readonly PARLEY_AI_BUDGET_DAY?: string;

  /** What a million tokens cost: of the question, and of the answer. */
  @IsOptional()
  @Matches(PRICES, {
    message: '$property must look like model=0.25/2: a million tokens of questions, and of answers',
  })
  readonly PARLEY_AI_PRICES?: string;

  /** What prices are in. */
  @Matches(/^[A-Z]{3}$/, { message: '$property must be a currency, such as EUR' })
  readonly PARLEY_AI_CURRENCY: string = 'USD';
}
