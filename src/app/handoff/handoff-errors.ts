import { AppError } from '#core/app-error.ts';

/** Somebody else has it, or is being asked: of two who were first, one was. */
export class AlreadyTaken extends AppError {
  override readonly code = 'handoff.already-taken';
  override readonly kind = 'conflict';

  /** @param by who has it, or is being asked; `undefined` where nobody does any more */
  constructor(
    conversationId: string,
    readonly by: string | undefined,
  ) {
    const who = by === undefined ? 'It does not wait for anybody any more' : `${by} was faster`;
    super(`${who}: choose another one`, { conversationId, by: by ?? null });
  }
}

/** What was wanted is only for who has the conversation. */
export class NotYours extends AppError {
  override readonly code = 'handoff.not-yours';
  override readonly kind = 'conflict';

  constructor(
    conversationId: string,
    /** Who has it; `undefined` where the bot does, or nobody. */
    readonly by: string | undefined,
  ) {
    const who = by === undefined ? 'No agent has it' : `${by} has it`;
    super(`${who}: take it over first`, { conversationId, by: by ?? null });
  }
}

/** The customer does not want to hear from us. */
export class CustomerOptedOut extends AppError {
  override readonly code = 'handoff.opted-out';
  override readonly kind = 'conflict';

  constructor(conversationId: string) {
    super('The customer has opted out: nothing may be written until they come back', {
      conversationId,
    });
  }
}

/** Somebody has decided that nobody answers them. */
export class CustomerBlocked extends AppError {
  override readonly code = 'handoff.blocked';
  override readonly kind = 'conflict';

  constructor(conversationId: string) {
    super('The customer is blocked: a lead unblocks them first', { conversationId });
  }
}

/** There is nothing to take back. */
export class NotBlocked extends AppError {
  override readonly code = 'handoff.not-blocked';
  override readonly kind = 'conflict';

  constructor(conversationId: string) {
    super('The customer is not blocked: look again', { conversationId });
  }
}

/** The agent has as many conversations as they may have. */
export class AgentIsFull extends AppError {
  override readonly code = 'handoff.agent-full';
  override readonly kind = 'conflict';

  constructor(agent: string) {
    super('This agent has no room for another conversation: close one first', { agent });
  }
}

/** The agent is not online, so nothing is given to them. */
export class AgentIsAway extends AppError {
  override readonly code = 'handoff.agent-away';
  override readonly kind = 'conflict';

  constructor(agent: string) {
    super('This agent is not online: they go online first', { agent });
  }
}

export class UnknownAgent extends AppError {
  override readonly code = 'handoff.unknown-agent';
  override readonly kind = 'not-found';

  constructor(agent: string) {
    super('There is no such agent: their queues and skills are set first', { agent });
  }
}

export class UnknownQueue extends AppError {
  override readonly code = 'handoff.unknown-queue';
  override readonly kind = 'invalid';

  constructor(queue: string, known: readonly string[]) {
    super(`There is no queue "${queue}": write one of ${known.join(', ')}`, { queue });
  }
}
