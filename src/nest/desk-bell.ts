/** Tells whoever gives out what waits that something changed; it gives out behind the door that rings. */
export class DeskBell {
  onRing: () => void = () => undefined;

  ring(): void {
    this.onRing();
  }
}
