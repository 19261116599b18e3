import { eventually } from '../eventually.ts';

/** A REST call as the sandbox shows it. */
interface ShownCall {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly authorized: boolean;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface ShownUser {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly name: string }[];
}

/** The built-in sandbox as whoever looks sees it. */
export class SandboxApi {
  constructor(private readonly parleyUrl: string) {}

  /** Waits until Braze was called this often for a customer; the oldest call first. */
  async callsFor(customer: string, count: number): Promise<readonly ShownCall[]> {
    return eventually(
      async () => {
        const { calls } = await this.get<{ readonly calls: readonly ShownCall[] }>(
          '/calls?path=/campaigns/trigger/send',
        );
        return calls
          .filter(({ body }) => JSON.stringify(body).includes(`"${customer}"`))
          .sort((a, b) => a.id - b.id);
      },
      (calls) => calls.length >= count,
    );
  }

  user(customer: string): Promise<ShownUser> {
    return this.get<ShownUser>(`/users/${customer}`);
  }

  /** Moves Parley's and Braze's time ahead, such as `25h`. */
  async moveClock(advance: string): Promise<void> {
    const response = await fetch(`${this.parleyUrl}/sandbox/api/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  private async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.parleyUrl}/sandbox/api${path}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as T;
  }
}
