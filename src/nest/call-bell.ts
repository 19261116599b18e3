/** Tells whoever makes calls that there are new ones; calls are made behind the door that rings it. */
export class CallBell {
  onRing: () => void = () => undefined;

  ring(): void {
    this.onRing();
  }
}
