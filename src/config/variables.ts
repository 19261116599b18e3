import { Transform, Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';

import { isBrazeAddress, isModelAddress, isPostgresAddress, Satisfies } from './addresses.ts';
import { AiVariables } from './ai-variables.ts';

const ROLES = ['all', 'web', 'worker'] as const;
const KINDS = ['development', 'production'] as const;
const SWITCH = ['true', 'false'] as const;

const PORT_RULE = { message: '$property must be a whole number from 0 to 65535' };
/** Long enough that nobody guesses it in the time that a secret lives. */
const MIN_SECRET_LENGTH = 16;

/**
 * What the process may be told from outside, as it stands in the environment; a variable has one
 * name from deploy/ to here. Empty means unset.
 */
export class Variables extends AiVariables {
  /** Where it listens; 0 takes any free port. */
  @Type(() => Number)
  @IsInt(PORT_RULE)
  @Min(0, PORT_RULE)
  @Max(65_535, PORT_RULE)
  readonly PORT: number = 3000;

  @IsString()
  readonly HOST: string = '127.0.0.1';

  /** Where /metrics and /sandbox move to, so that the public port can be exposed without them. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(PORT_RULE)
  @Min(0, PORT_RULE)
  @Max(65_535, PORT_RULE)
  readonly PARLEY_PRIVATE_PORT?: number;

  @IsIn(ROLES, { message: `PARLEY_ROLE must be one of ${ROLES.join(', ')}` })
  readonly PARLEY_ROLE: (typeof ROLES)[number] = 'all';

  @IsIn(KINDS, { message: `PARLEY_ENV must be one of ${KINDS.join(', ')}` })
  readonly PARLEY_ENV: (typeof KINDS)[number] = 'development';

  /** Where conversations are kept; unset, an embedded Postgres is started for them. */
  @IsOptional()
  @Satisfies(isPostgresAddress, {
    message: '$property must look like postgresql://user:password@host:5432/database',
  })
  readonly DATABASE_URL?: string;

  /** Braze's REST endpoint for the workspace; unset, the sandbox stands in for it. */
  @IsOptional()
  @Transform(({ value }: { value: string }) => value.replace(/\/+$/, ''))
  @Satisfies(isBrazeAddress, {
    message:
      '$property must be the REST endpoint shown in Braze, like https://rest.fra-01.braze.eu ' +
      '(http:// only to this machine)',
  })
  readonly BRAZE_REST_URL?: string;

  @IsOptional()
  @MinLength(8, { message: '$property must be the REST API key shown in Braze' })
  readonly BRAZE_API_KEY?: string;

  /** Milliseconds after which a call to Braze is given up. */
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of milliseconds' })
  @Min(100)
  @Max(60_000)
  readonly BRAZE_TIMEOUT_MS: number = 10_000;

  /**
   * Who may be written to, commas between them and `qa-*` for all that begin so; unset, everybody.
   * Replies and updates of profiles for anybody else are refused with this reason.
   */
  @IsOptional()
  @Transform(({ value }: { value: string }) => splitList(value))
  @ArrayNotEmpty({ message: '$property names nobody: unset it, or name who may be written to' })
  @Matches(/^[^*]+\*?$/, {
    each: true,
    message: 'each of $property must be an id, or the beginning of one with * behind it',
  })
  readonly PARLEY_ONLY_TO?: readonly string[];

  /** `true`: nothing leaves for Braze; what would have is refused with this reason. */
  @IsIn(SWITCH, { message: `$property must be ${SWITCH.join(' or ')}` })
  readonly PARLEY_DRY_RUN: (typeof SWITCH)[number] = 'false';

  /**
   * The host of BRAZE_REST_URL once more: says outside production that customers of that workspace
   * are to be written to.
   */
  @IsOptional()
  @IsString()
  readonly PARLEY_CONFIRM_BRAZE?: string;

  /** Any of them opens the webhook door, so that one can be replaced while the other still works. */
  @Transform(({ value }: { value: string }) => splitList(value))
  @MinLength(MIN_SECRET_LENGTH, {
    each: true,
    message: `each of $property must have at least ${String(MIN_SECRET_LENGTH)} characters`,
  })
  readonly PARLEY_WEBHOOK_SECRETS: readonly string[] = [];

  /** Any of them opens the door for Currents; unset, those of the webhook do. */
  @IsOptional()
  @Transform(({ value }: { value: string }) => splitList(value))
  @ArrayNotEmpty({ message: '$property names no secret: unset it, or give one' })
  @MinLength(MIN_SECRET_LENGTH, {
    each: true,
    message: `each of $property must have at least ${String(MIN_SECRET_LENGTH)} characters`,
  })
  readonly PARLEY_CURRENTS_SECRETS?: readonly string[];

  /** Proxies of ours before Parley whose `X-Forwarded-For` is believed, when a caller's address counts. */
  @Type(() => Number)
  @IsInt({ message: '$property must be the number of proxies before Parley' })
  @Min(0)
  @Max(10)
  readonly PARLEY_TRUSTED_PROXIES: number = 0;

  /** Braze's addresses, commas between them, in place of the list that Parley brings. */
  @IsOptional()
  @IsString()
  readonly BRAZE_ADDRESSES?: string;

  /**
   * For tests: `store.commit:after:120` ends the process, as a crash would, after that many calls
   * of a port's method; with `:SIGUSR2` behind it they count from that signal on.
   */
  @IsOptional()
  @Matches(/^\w+\.\w+:(before|after):\d+(:SIGUSR2)?$/, {
    message: '$property must look like store.commit:after:120',
  })
  readonly PARLEY_FAILPOINT?: string;

  /** File that names connectors; unset, connectors.yaml where there is one. */
  @IsOptional()
  @IsString()
  readonly PARLEY_CONNECTORS?: string;

  /** Where the model of `ai` steps is: whatever speaks OpenAI's chat completions. */
  @IsOptional()
  @Transform(({ value }: { value: string }) => value.replace(/\/+$/, ''))
  @Satisfies(isModelAddress, {
    message:
      '$property must look like https://api.openai.com/v1 (http:// only within your own network)',
  })
  readonly PARLEY_AI_BASE_URL?: string;

  @IsOptional()
  @IsString()
  readonly PARLEY_AI_API_KEY?: string;

  /** What the provider calls the model. */
  @IsOptional()
  @IsString()
  readonly PARLEY_AI_MODEL?: string;

  /** What judges chats that are tried live; unset, the same model. */
  @IsOptional()
  @IsString()
  readonly PARLEY_AI_JUDGE_MODEL?: string;

  /** Most tokens in 24 hours, of all chats and of one. */
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of tokens' })
  @Min(0)
  readonly PARLEY_AI_TOKENS_PER_DAY: number = 5_000_000;

  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of tokens' })
  @Min(0)
  readonly PARLEY_AI_TOKENS_PER_CHAT: number = 100_000;

  /** Most tokens in 24 hours of what one agent asks for at the desk: some hundred drafts. */
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of tokens' })
  @Min(0)
  readonly PARLEY_AI_TOKENS_PER_AGENT: number = 500_000;

  /** Folder of the flows that are published at start where no release is live yet. */
  @IsString()
  readonly PARLEY_FLOWS: string = 'flows';
}

/** A list as it is written: commas between its parts, blanks around them. */
export function splitList(list: string): readonly string[] {
  return list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
