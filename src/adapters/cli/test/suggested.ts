import { suggestChats } from '#core/chat/suggest-chats.ts';

import type { CliDeps } from '../cli-deps.ts';
import { counted } from '../counted.ts';
import type { Report } from '../report.ts';
import type { Tested } from './tested.ts';

const HEAD = `# Chats that nobody wrote: they say what the bot says today, and pass.
# Read them, keep those that are right, and give them better names.
`;

/** Writes chats for what is not tried yet into a file of its own, beside the others. */
export async function suggested(
  { release, source, chats, coverage }: Tested,
  folder: string,
  { writeFile, progress }: Pick<CliDeps, 'writeFile' | 'progress'>,
): Promise<Report> {
  const found = suggestChats(release, source, coverage.missing, {
    progress: (done, all) => {
      progress(`looking for what is not tried, language ${String(done + 1)} of ${String(all)}`);
    },
  });
  progress('');
  const left = found.unreached.length;
  const unreached = left === 0 ? '' : `For ${String(left)} of what is left no chat was found.\n`;
  if (found.chats.length === 0) {
    const text = coverage.missing.length === 0 ? 'Nothing is left to suggest.\n' : unreached;
    return { json: { suggested: [], unreached: found.unreached }, text };
  }
  const path = `${folder}/${freeName(new Set(chats.map((each) => each.source.file)))}`;
  await writeFile(path, HEAD + found.yaml);
  return {
    json: { suggested: found.chats, unreached: found.unreached, file: path },
    text: `Wrote ${counted(found.chats.length, 'chat')} to ${path}: read them before you keep them.\n${unreached}`,
  };
}

/** Chats that were suggested before may have been edited since. */
function freeName(taken: ReadonlySet<string>): string {
  let name = 'suggested.chat.yaml';
  for (let count = 2; taken.has(name); count += 1) name = `suggested-${String(count)}.chat.yaml`;
  return name;
}
