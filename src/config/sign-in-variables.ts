import { Transform } from 'class-transformer';
import { IsOptional, IsString, MinLength } from 'class-validator';

import { readRoleMapping } from '#core/access/roles-from-claim.ts';

import { isServerAddress, Satisfies } from './addresses.ts';
import { PaceVariables } from './pace-variables.ts';

const withoutSlash = ({ value }: { value: string }): string => value.replace(/\/+$/, '');

/** How people sign in with their company's identity provider. */
export class SignInVariables extends PaceVariables {
  /** Where browsers find Parley: the identity provider sends them back there. */
  @IsOptional()
  @Transform(withoutSlash)
  @Satisfies(isServerAddress, {
    message: '$property must look like https://parley.example.com (http:// only to this machine)',
  })
  readonly PARLEY_PUBLIC_URL?: string;

  /** The identity provider, as its discovery document names it. */
  @IsOptional()
  @Satisfies(isServerAddress, {
    message: '$property must look like https://login.example.com (http:// only to this machine)',
  })
  readonly PARLEY_OIDC_ISSUER?: string;

  @IsOptional()
  @IsString()
  readonly PARLEY_OIDC_CLIENT_ID?: string;

  @IsOptional()
  @MinLength(8, { message: '$property must be the secret that the identity provider shows' })
  readonly PARLEY_OIDC_CLIENT_SECRET?: string;

  /** The claim of the ID token that roles are read from. */
  @IsString()
  readonly PARLEY_OIDC_ROLES_CLAIM: string = 'roles';

  /**
   * What that claim's values mean, commas between them: `support=agent, leads=agent+lead`. Unset,
   * people and their roles are managed in Parley.
   */
  @IsOptional()
  @Satisfies((value) => typeof readRoleMapping(value) !== 'string', {
    message: '$property must look like support=agent,support-leads=agent+lead',
  })
  readonly PARLEY_OIDC_ROLES?: string;
}
