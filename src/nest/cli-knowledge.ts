import 'reflect-metadata';

import type { OpenKnowledge } from '#adapters/cli/cli-deps.ts';
import { FilesKnowledgeBase } from '#adapters/postgres/knowledge/files-knowledge-base.ts';
import { readEnvironment } from '#config/environment.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';

import { databaseOf } from './cli-database.ts';
import { Departure } from './departure.ts';

/** Passages of files, found by the Postgres that is set, else by the embedded one. */
export async function openKnowledge(passages: readonly Passage[]): Promise<OpenKnowledge> {
  const departure = new Departure();
  const knowledge = new FilesKnowledgeBase(
    await databaseOf(readEnvironment(), departure),
    passages,
  );
  departure.lastly(() => knowledge.close());
  return { knowledge, close: () => departure.run() };
}
