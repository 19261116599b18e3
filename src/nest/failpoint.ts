/** Where the process ends itself, as a crash would: before or after the n-th call of a port's method. */
export interface Failpoint {
  readonly port: string;
  readonly method: string;
  readonly when: 'before' | 'after';
  readonly call: number;
  /** Calls count from SIGUSR2 on, instead of from the start. */
  readonly waitsToBeArmed: boolean;
}

const FORM = /^(\w+)\.(\w+):(before|after):(\d+)(:SIGUSR2)?$/;

/** Said once a failpoint counts that waited for the signal. */
const ARMED = 'PARLEY_FAILPOINT counts from here on\n';

/** `store.commit:after:120`, or `store.commit:after:120:SIGUSR2`; `undefined` for another form. */
export function readFailpoint(text: string): Failpoint | undefined {
  const [, port, method, when, call, signal] = FORM.exec(text) ?? [];
  if (port === undefined || method === undefined) return undefined;
  return {
    ...{ port, method, when: when === 'before' ? 'before' : 'after', call: Number(call) },
    waitsToBeArmed: signal !== undefined,
  };
}

/**
 * The same port, which kills its process at the failpoint: what is between two calls of ports are
 * the steps of a message's way, and each of them must survive it. For tests; refused in production.
 */
export function withFailpoint<T extends object>(
  name: string,
  port: T,
  failpoint: Failpoint | undefined,
): T {
  if (failpoint?.port !== name) return port;
  return watched(port, new Countdown(failpoint));
}

class Countdown {
  private left: number;
  private isArmed: boolean;

  constructor(readonly failpoint: Failpoint) {
    this.left = failpoint.call;
    this.isArmed = !failpoint.waitsToBeArmed;
    if (failpoint.waitsToBeArmed) {
      process.once('SIGUSR2', () => {
        this.arm();
      });
    }
  }

  /** Counts a call of the method; ends the process with the last one, as `kill -9` would. */
  reach(when: Failpoint['when']): void {
    if (!this.isArmed || when !== this.failpoint.when) return;
    this.left -= 1;
    if (this.left === 0) process.kill(process.pid, 'SIGKILL');
  }

  private arm(): void {
    this.isArmed = true;
    process.stdout.write(ARMED);
  }
}

function watched<T extends object>(target: T, countdown: Countdown): T {
  return new Proxy(target, {
    get: (object, key): unknown => {
      const value: unknown = Reflect.get(object, key, object);
      if (typeof value !== 'function') return value;
      const isMeant = key === countdown.failpoint.method;
      return (...args: unknown[]) => {
        if (isMeant) countdown.reach('before');
        const result: unknown = Reflect.apply(value, object, args);
        return isPromise(result)
          ? result.then((settled) => seen(settled, isMeant, countdown))
          : seen(result, isMeant, countdown);
      };
    },
  });
}

/** A transaction that a method hands out is watched as well: its commit is a step of its own. */
function seen(result: unknown, isMeant: boolean, countdown: Countdown): unknown {
  if (isMeant) countdown.reach('after');
  const isTransaction = typeof result === 'object' && result !== null && 'commit' in result;
  return isTransaction ? watched(result, countdown) : result;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return value instanceof Promise;
}
