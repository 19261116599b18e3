import { Chance } from '#app/ports/chance.ts';

/** Good enough to spread load; nothing secret is made of it. */
export class MathChance extends Chance {
  override fraction(): number {
    return Math.random();
  }
}
