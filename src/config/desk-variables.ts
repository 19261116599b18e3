import { Transform, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Min, MinLength } from 'class-validator';

import { isModelAddress, isServerAddress, Satisfies } from './addresses.ts';
import { SignInVariables } from './sign-in-variables.ts';

const SWITCH = ['true', 'false'] as const;
const withoutSlash = ({ value }: { value: string }): string => value.replace(/\/+$/, '');

/** Who else is told what people do with conversations. */
export class DeskVariables extends SignInVariables {
  /** An address that is told everything, besides those that /api/webhooks has. */
  @IsOptional()
  @Satisfies(isServerAddress, {
    message:
      '$property must look like https://desk.example.com/parley (http:// only to this machine)',
  })
  readonly PARLEY_NOTIFY_URL?: string;

  /** Signs what it is told. */
  @IsOptional()
  @Matches(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, {
    message: '$property must be whsec_ and base64: echo "whsec_$(openssl rand -base64 32)"',
  })
  readonly PARLEY_NOTIFY_SECRET?: string;

  /** `true`: webhooks may lead into private networks, and to http://. */
  @IsIn(SWITCH, { message: `$property must be ${SWITCH.join(' or ')}` })
  readonly PARLEY_WEBHOOKS_ALLOW_PRIVATE: (typeof SWITCH)[number] = 'false';

  /** Chatwoot, whose agents answer the queues that bot.yaml gives to it. */
  @IsOptional()
  @Transform(withoutSlash)
  @Satisfies(isModelAddress, {
    message: '$property must look like https://app.chatwoot.com (http:// within your own network)',
  })
  readonly PARLEY_CHATWOOT_URL?: string;

  /** Access token of an agent or an agent bot there. */
  @IsOptional()
  @MinLength(8, { message: '$property must be the access token that Chatwoot shows' })
  readonly PARLEY_CHATWOOT_TOKEN?: string;

  /** Numbers of the account and of its API inbox. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: '$property must be the number in the address of your Chatwoot account' })
  @Min(1)
  readonly PARLEY_CHATWOOT_ACCOUNT?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: '$property must be the number in the address of the inbox' })
  @Min(1)
  readonly PARLEY_CHATWOOT_INBOX?: number;

  /** Proves that what comes in is Chatwoot's. */
  @IsOptional()
  @MinLength(16, { message: '$property must have at least 16 characters' })
  readonly PARLEY_CHATWOOT_WEBHOOK_SECRET?: string;
}
