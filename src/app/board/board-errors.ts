import { AppError } from '#core/app-error.ts';

/** A lead of some queues would change how others' queues are served. */
export class AgentOfOthers extends AppError {
  override readonly code = 'board.agent-of-others';
  override readonly kind = 'forbidden';

  constructor(agent: string) {
    const cure = 'This agent also works for queues that are not yours: an admin changes them';
    super(cure, { agent });
  }
}

/** An agent would be given customers whom they may not see. */
export class QueueNotTheirs extends AppError {
  override readonly code = 'board.queue-not-theirs';
  override readonly kind = 'invalid';

  constructor(agent: string, queues: readonly string[]) {
    const cure = `They may not see ${queues.join(', ')}: an admin adds it to their account first`;
    super(cure, { agent, queues });
  }
}
