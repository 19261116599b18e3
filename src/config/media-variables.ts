import { Transform, Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';

import { HOST_PATTERN } from '#core/media/allowed-host.ts';

import { DeskVariables } from './desk-variables.ts';

/** Braze keeps what customers send in S3. */
const BRAZE_HOSTS: readonly string[] = ['*.amazonaws.com', '*.braze.com', '*.braze.eu'];
/** WhatsApp's largest document. */
const LARGEST_MB = 100;

/** What becomes of pictures, voices and files. */
export class MediaVariables extends DeskVariables {
  /** Hosts that customers' files are fetched from, commas between them; `*.` for all below one. */
  @Transform(({ value }: { value: string | readonly string[] }) =>
    typeof value === 'string' ? hostsIn(value) : value,
  )
  @Matches(HOST_PATTERN, {
    each: true,
    message: 'each of $property must be a host such as media.example.com or *.example.com',
  })
  readonly PARLEY_MEDIA_HOSTS: readonly string[] = BRAZE_HOSTS;

  /** Days that files are kept. */
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of days' })
  @Min(1)
  @Max(3_650)
  readonly PARLEY_MEDIA_DAYS: number = 30;

  /** The largest file that is kept. */
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of megabytes' })
  @Min(1)
  @Max(LARGEST_MB)
  readonly PARLEY_MEDIA_MAX_MB: number = 25;
}

function hostsIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
}
