import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

const COUNT = { message: '$property must be a whole number; 0 switches it off' };

/** How fast Parley sends; 0 switches a pace off. */
export class PaceVariables {
  /**
   * Calls an hour that Braze gives the workspace for sends, all its integrations together.
   *
   * @see https://www.braze.com/docs/api/api_limits/
   */
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(1_000_000_000, COUNT)
  readonly BRAZE_HOURLY_BUDGET: number = 250_000;

  /** Percent of that budget that Parley leaves to the workspace's other integrations. */
  @Type(() => Number)
  @IsInt({ message: '$property must be a whole number of percent, from 0 to 90' })
  @Min(0)
  @Max(90)
  readonly BRAZE_RESERVE_PERCENT: number = 10;

  /** Replies a second that the WhatsApp number takes; unset: WhatsApp's 80, none in the sandbox. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(10_000, COUNT)
  readonly WHATSAPP_PER_SECOND?: number;

  /** Milliseconds a message to one customer, 45 in a burst; unset: WhatsApp's 6000, none in the sandbox. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(600_000, COUNT)
  readonly WHATSAPP_PAIR_MS?: number;

  /** Milliseconds between two bubbles of one customer; unset: 1500, none in the sandbox. */
  @IsOptional()
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(60_000, COUNT)
  readonly PARLEY_BUBBLE_GAP_MS?: number;

  /** The most replies a minute that may leave, whatever causes them. */
  @Type(() => Number)
  @IsInt(COUNT)
  @Min(0, COUNT)
  @Max(100_000_000, COUNT)
  readonly PARLEY_SENDS_PER_MINUTE: number = 0;
}
