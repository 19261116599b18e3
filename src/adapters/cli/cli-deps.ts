import type { ReportAiUse } from '#app/ai/report-ai-use.ts';
import type { BlockCustomer } from '#app/handoff/block-customer.ts';
import type { ReturnConversation } from '#app/handoff/return-conversation.ts';
import type { TakeOver } from '#app/handoff/take-over.ts';
import type { ManagePeople } from '#app/people/manage-people.ts';
import type { ChatModel } from '#app/ports/chat-model.ts';
import type { KnowledgeBase } from '#app/ports/knowledge-base.ts';
import type { LiveRelease } from '#app/ports/release-library.ts';
import type { PublishRelease } from '#app/releases/publish-release.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';

import type { ConnectorDesk } from './connector-desk.ts';
import type { DoctorDesk } from './doctor/doctor-desk.ts';
import type { Files } from './files.ts';
import type { QuarantineDesk } from './quarantine.command.ts';
import type { OperatorsDesk } from './replies.command.ts';
import type { SendingDesk } from './sending-desk.ts';
import type { Terminal } from './terminal.ts';

/** Who answers a customer, changed from a terminal. */
interface HoldDesk {
  readonly takeOver: Pick<TakeOver, 'execute'>;
  readonly giveBack: Pick<ReturnConversation, 'execute'>;
  readonly blocking: Pick<BlockCustomer, 'block' | 'unblock'>;
}

/** What commands ask of Parley, connected to its database until it is closed. */
export interface UseCases extends QuarantineDesk, OperatorsDesk, SendingDesk, HoldDesk {
  readonly publishRelease: Pick<PublishRelease, 'execute'>;
  /** What is live now; `undefined` until something is published. */
  readonly liveRelease: () => LiveRelease | undefined;
  /** What asking models has cost. */
  readonly reportAiUse: Pick<ReportAiUse, 'execute'>;
  /** Who may sign in. */
  readonly people: Pick<ManagePeople, 'list' | 'add' | 'byEmail' | 'change' | 'resetPassword'>;
}

/** A model, and what ends it. */
export interface OpenModel {
  readonly model: ChatModel;
  readonly close: () => Promise<void>;
}

/** What a bot's files know, and what ends the looking. */
export interface OpenKnowledge {
  readonly knowledge: KnowledgeBase;
  readonly close: () => Promise<void>;
}

/** Which model is asked, in place of what the environment says. */
export interface ModelAt {
  readonly baseUrl?: string | undefined;
  readonly model?: string | undefined;
  readonly judge?: string | undefined;
}

/**
 * What commands need of the world; nothing of it is opened, or even loaded, before it is asked
 * for: a command that only works on files starts without database, server and framework.
 */
export interface CliDeps extends Terminal, Files {
  /** Who typed it, for the log and the audit. */
  readonly operator: string;
  /** A new UUID. */
  readonly newId: () => string;
  readonly now: () => Date;
  /** Brings the database to this build's schema; answers the names of what was applied. */
  readonly migrate: () => Promise<readonly string[]>;
  /** What looks at Braze, without the database; the caller closes. */
  readonly doctor: () => Promise<DoctorDesk>;
  /** The connectors that an operator has named, without the database; the caller closes. */
  readonly connectors: () => Promise<ConnectorDesk>;
  /** A model to be asked by a command; the caller closes. */
  readonly model: (which: 'named' | 'judge' | 'obeying', at?: ModelAt) => Promise<OpenModel>;
  /** Passages of files, searched as those of a release are; the caller closes. */
  readonly knowledge: (passages: readonly Passage[]) => Promise<OpenKnowledge>;
  /** What connectors.yaml says, without its secrets; `undefined` where there is none. */
  readonly named: () => Promise<ConnectorsFile | undefined>;
  /** Connects; the caller closes. */
  readonly open: () => Promise<UseCases>;
}

/** Lends the use cases for as long as `work` takes. */
export async function withUseCases<T>(
  { open }: Pick<CliDeps, 'open'>,
  work: (useCases: UseCases) => Promise<T>,
): Promise<T> {
  const useCases = await open();
  try {
    return await work(useCases);
  } finally {
    await useCases.close();
  }
}
