import { AppError } from '#core/app-error.ts';
import { didYouMean } from '#core/flow/did-you-mean.ts';
import { formatProblem, type Problem } from '#core/flow/problem.ts';

import { counted } from './counted.ts';

/** Flows that cannot be published as they are. */
export class FlowsHaveProblems extends AppError {
  override readonly code = 'cli.flows-have-problems';
  override readonly kind = 'invalid';

  constructor(folder: string, problems: readonly Problem[]) {
    const texts = problems.map((problem) => formatProblem(problem, folder));
    const count = counted(problems.length, 'problem');
    super(`${texts.join('\n\n')}\n\n${count}; nothing was published`);
  }
}

/** A folder of flows that is not there or cannot be read. */
export class FlowsUnreadable extends AppError {
  override readonly code = 'cli.flows-unreadable';
  override readonly kind = 'invalid';

  constructor(folder: string, cause: unknown) {
    super(`${folder} cannot be read: name the folder of your flows`, {}, { cause });
  }
}

export class NotAConversation extends AppError {
  override readonly code = 'cli.not-a-conversation';
  override readonly kind = 'invalid';

  constructor(given: string) {
    super(
      `"${given}" is no conversation's id: those look like 01932f6e-7c1a-7bbd-9d2c-0242ac120002`,
    );
  }
}

export class NoSuchError extends AppError {
  override readonly code = 'cli.no-such-error';
  override readonly kind = 'not-found';

  constructor(given: string, meant: string | undefined) {
    const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
    super(`There is no problem "${given}".${guess} \`parley errors\` lists them all`);
  }
}

export class NoSuchStep extends AppError {
  override readonly code = 'cli.no-such-step';
  override readonly kind = 'not-found';

  constructor(given: string, meant: string | undefined) {
    const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
    super(`There is no place "${given}": write a flow and its step, as menu.pick.${guess}`);
  }
}

export class NoSuchLocale extends AppError {
  override readonly code = 'cli.no-such-locale';
  override readonly kind = 'not-found';

  constructor(given: string, known: readonly string[]) {
    super(`The bot does not speak "${given}": write one of ${known.join(', ')}`);
  }
}

export class NoSuchFlow extends AppError {
  override readonly code = 'cli.no-such-flow';
  override readonly kind = 'not-found';

  constructor(given: string, meant: string | undefined) {
    const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
    super(`There is no flow "${given}".${guess}`);
  }
}

/** `init` replaces nobody's flows. */
export class FolderIsTaken extends AppError {
  override readonly code = 'cli.folder-is-taken';
  override readonly kind = 'conflict';

  constructor(folder: string) {
    super(`${folder} has flows already: name another folder, such as \`parley init my-bot\``);
  }
}

export class NoSuchConnector extends AppError {
  override readonly code = 'cli.no-such-connector';
  override readonly kind = 'not-found';

  constructor(given: string, known: readonly string[]) {
    const there =
      known.length === 0 ? 'connectors.yaml names none' : `There are ${known.join(', ')}`;
    const meant = didYouMean(given, known);
    const guess = meant === undefined ? '' : `Did you mean ${meant}? `;
    super(`There is no connector "${given}". ${guess}${there}`);
  }
}

export class NotAValue extends AppError {
  override readonly code = 'cli.not-a-value';
  override readonly kind = 'invalid';

  constructor(given: string) {
    super(`"${given}" is no value: write --with name=value`);
  }
}
