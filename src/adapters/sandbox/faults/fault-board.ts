import { type Fault, type FaultDefinition, faultOf } from './fault.ts';

/** Which faults are on; they may be changed at any time. */
export class FaultBoard {
  private faults: Fault[] = [];

  constructor(private readonly random: () => number) {}

  /** Replaces all faults. */
  set(given: readonly FaultDefinition[]): void {
    this.faults = given.map(faultOf);
  }

  clear(): void {
    this.faults = [];
  }

  list(): readonly Fault[] {
    return this.faults;
  }

  /** The faults that play on a call to `path`; counts it for those that have a number of times. */
  draw(path: string): readonly Fault[] {
    if (this.faults.length === 0) return [];

    const drawn = this.faults.filter((fault) => this.plays(fault, path));
    this.faults = this.faults.flatMap((fault) => (drawn.includes(fault) ? spent(fault) : fault));
    return drawn;
  }

  private plays({ endpoint, probability }: Fault, path: string): boolean {
    return (endpoint === '*' || endpoint === path) && this.random() < probability;
  }
}

function spent(fault: Fault): readonly Fault[] {
  if (fault.times === undefined) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}
