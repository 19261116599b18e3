import type { Receipt } from '#app/accept-events/arrival.ts';
import type { Accepting } from '#app/accept-webhook/patient-door.ts';
import type { ReadCustomer } from '#app/customers/read-customer.ts';
import { CustomerBlocked, CustomerOptedOut, UnknownQueue } from '#app/handoff/handoff-errors.ts';
import type { QueuesNow } from '#app/handoff/queues-now.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { IdentityDirectory } from '#app/ports/identity-directory.ts';
import type { Ids } from '#app/ports/ids.ts';
import type { ReleaseLibrary } from '#app/ports/release-library.ts';
import { type Scope, seesQueue } from '#core/access/scope.ts';
import type { Identity } from '#core/conversation/identity.ts';
import type { ChatStarted } from '#core/handoff/desk-event.ts';

import { fillOut, type WantedTemplate } from './fill-out.ts';
import { CustomerIsTaken, QueueOfOthers, UnknownNumber } from './template-errors.ts';

/** Whom an agent writes to first, and what. */
export interface WantedChat extends WantedTemplate {
  readonly recipient: Identity;
  readonly queue: string;
  /** UUID made for each press, so that a repeated request sends once. */
  readonly key: string;
}

interface ChatWorld {
  readonly door: Accepting;
  readonly directory: IdentityDirectory;
  readonly customers: ReadCustomer;
  readonly queues: QueuesNow;
  readonly line: HandoffLine;
  readonly releases: Pick<ReleaseLibrary, 'live'>;
  readonly ids: Ids;
}

/**
 * An agent writes first, with a template: the conversation is found or begun, and is the agent's
 * by the same event that sends it. Capacity does not count.
 *
 * What is looked at before makes answers friendlier; who has the conversation is decided under its
 * lock, so that of two who write to one customer, one does.
 */
export class StartChat {
  constructor(private readonly world: ChatWorld) {}

  /**
   * Answers once it is committed.
   *
   * @throws UnknownQueue, QueueOfOthers, UnknownNumber, CustomerIsTaken, CustomerOptedOut,
   *   CustomerBlocked, and as
   *   `fillOut` does; then nothing is sent, and nobody begins
   */
  async execute(agent: string, scope: Scope, wanted: WantedChat): Promise<Receipt> {
    await this.checkQueue(wanted.queue, scope);
    const known = await this.whose(wanted.recipient);
    const { values = {} } =
      (known === undefined ? undefined : await this.world.customers.execute(known)) ?? {};
    const filled = fillOut(this.world.releases, wanted, values);

    const event: ChatStarted = { kind: 'chat-started', agent, queue: wanted.queue, ...filled };
    const receipt = await this.world.door.accept({
      arrivalId: this.world.ids.next(),
      to: known === undefined ? { identities: [wanted.recipient] } : { conversationId: known },
      event,
      dedupeKey: wanted.key,
      flags: [],
    });
    if (receipt.status !== 'ignored') return receipt;
    throw await this.refusal(receipt);
  }

  private async checkQueue(queue: string, scope: Scope): Promise<void> {
    const queues = await this.world.queues.execute();
    if (!queues.has(queue)) throw new UnknownQueue(queue, [...queues.keys()]);
    if (!seesQueue(scope, queue)) throw new QueueOfOthers(queue);
  }

  /** @returns the conversation, where there is one */
  private async whose(recipient: Identity): Promise<string | undefined> {
    const { known } = await this.world.directory.find(namesOf(recipient));
    const [found] = known;
    // A send takes no number: whoever has never written has no profile that goes by it.
    if (found === undefined && recipient.kind === 'phone') throw new UnknownNumber();
    return found?.conversationId;
  }

  private async refusal({ conversationId, refused }: Receipt): Promise<Error> {
    if (refused === 'opted-out') return new CustomerOptedOut(conversationId);
    if (refused === 'blocked') return new CustomerBlocked(conversationId);
    const open = await this.world.line.open(conversationId);
    return new CustomerIsTaken(conversationId, open?.agent ?? open?.offeredTo);
  }
}

/** Numbers have come with and without their `+`. */
function namesOf({ kind, value }: Identity): readonly Identity[] {
  const same = { kind, value };
  return kind === 'phone' && value.startsWith('+')
    ? [same, { kind, value: value.slice(1) }]
    : [same];
}
