import type { Act, Edge, Place } from '../graph/place.ts';
import { surelySays } from '../liquid/prints.ts';
import type { SlotSet } from '../slots/slot-space.ts';
import type { Subject } from '../subject.ts';

/** Whether a way certainly says something; each is looked at once. */
export class SurelySaid {
  private readonly known = new Map<Edge, boolean>();

  constructor(private readonly subject: Subject) {}

  on(edge: Edge, from: Place): boolean {
    const known = this.known.get(edge);
    if (known !== undefined) return known;

    const speaks = edge.acts.some(({ kind }) => kind === 'say' || kind === 'canvas');
    const sets = speaks ? this.subject.slotFlow.along(edge, from) : [];
    const says = edge.acts.some((act, at) => this.says(act, from, sets[at] ?? 0n));
    this.known.set(edge, says);
    return says;
  }

  private says(act: Act, { flow }: Place, set: SlotSet): boolean {
    if (act.kind === 'canvas') return true;
    if (act.kind !== 'say') return false;

    const { space, made, trees } = this.subject.slots.of(flow);
    const isFull = (name: string): boolean => (set & space.bit(name)) !== 0n && !made.has(name);
    return act.variations.every(({ bubble }) => {
      // A file whose address comes to nothing is not sent, but its text is.
      const parts = [bubble.text, bubble.image, bubble.document, bubble.link];
      return parts.some((copy) => {
        const texts = typeof copy === 'string' ? [copy] : Object.values(copy ?? {});
        return texts.length > 0 && texts.every((each) => surelySays(trees.template(each), isFull));
      });
    });
  }
}
