/** Whether this process should be given work. */
export class Readiness {
  private current: 'starting' | 'ready' | 'draining' = 'starting';

  get state(): 'starting' | 'ready' | 'draining' {
    return this.current;
  }

  started(): void {
    this.current = 'ready';
  }

  /** It finishes what it has and takes nothing new. */
  leaving(): void {
    this.current = 'draining';
  }
}
