import { newPerson, type Person } from './person.ts';
import { nameKey, type PersonName } from './person-name.ts';

/** The workspace's profiles. Beyond `capacity` the one that was made first is forgotten. */
export class People {
  private readonly byName = new Map<string, Person>();
  private readonly byBrazeId = new Map<string, Person>();

  constructor(
    private readonly newId: () => string,
    private readonly capacity: number,
  ) {}

  find(name: PersonName): Person | undefined {
    return name.kind === 'braze_id'
      ? this.byBrazeId.get(name.value)
      : this.byName.get(nameKey(name));
  }

  /** By what a human would type: an external id, a Braze id or a phone number. */
  findByAny(text: string): Person | undefined {
    const kinds = ['external_id', 'braze_id', 'phone'] as const;
    for (const kind of kinds) {
      const person = this.find({ kind, value: text });
      if (person !== undefined) return person;
    }
    return undefined;
  }

  /** A new profile; names that somebody has already move to it. */
  create(names: readonly PersonName[]): Person {
    this.makeRoom();
    const person = newPerson(this.newId(), []);
    this.byBrazeId.set(person.brazeId, person);
    for (const name of names) this.addName(person, name);
    return person;
  }

  addName(person: Person, name: PersonName): void {
    if (this.byName.get(nameKey(name)) === person) return;

    person.names.push(name);
    this.byName.set(nameKey(name), person);
  }

  /** The newest first. */
  list(): readonly Person[] {
    return [...this.byBrazeId.values()].reverse();
  }

  clear(): void {
    this.byName.clear();
    this.byBrazeId.clear();
  }

  private makeRoom(): void {
    if (this.byBrazeId.size < this.capacity) return;

    const oldest = this.byBrazeId.values().next().value;
    if (oldest === undefined) return;
    this.byBrazeId.delete(oldest.brazeId);
    for (const name of oldest.names) {
      if (this.byName.get(nameKey(name)) === oldest) this.byName.delete(nameKey(name));
    }
  }
}
