import type { BotParts } from '#core/flow/compile/bot-parts.ts';
import type { ConnectorsFile } from '#core/flow/model/connectors-file.ts';

/** The connectors that a bot's flows may call and no operator has named. */
export function unnamedOf(
  { connectors }: Pick<BotParts, 'connectors'>,
  file: ConnectorsFile | undefined,
): readonly string[] {
  const named = new Set(Object.keys(file?.connectors ?? {}));
  return [...connectors.keys()].filter((name) => !named.has(name));
}
