import { type ChatwootDesk, ChatwootFailed, type ChatwootFile } from '#app/ports/chatwoot-desk.ts';
import type { ChatwootLink } from '#app/ports/chatwoot-links.ts';
import type { HandoffLine } from '#app/ports/handoff-line.ts';
import type { MediaShelf } from '#app/ports/media-shelf.ts';
import { EVERYTHING } from '#core/access/scope.ts';

/**
 * Brings a customer's file to Chatwoot: the file itself, once it is kept here and was looked at, and
 * no address of it. Where there is none, its agents read why.
 */
export class CarryFiles {
  constructor(
    private readonly desk: ChatwootDesk,
    private readonly shelf: Pick<MediaShelf, 'find' | 'bytes'>,
    private readonly line: Pick<HandoffLine, 'open'>,
  ) {}

  /** @throws ChatwootFailed */
  async execute(link: ChatwootLink, id: string, signal: AbortSignal): Promise<void> {
    const name = { conversationId: link.conversationId, id };
    const found = await this.shelf.find(name, EVERYTHING);
    if (found?.state === 'failed') {
      const why = found.reason ?? 'it did not come';
      await this.desk.note(link.number, `There is no file of the customer's: ${why}.`, signal);
    }
    // Fetched anew, it is told of again; erased, there is nothing to be told.
    if (found?.state !== 'kept') return;

    const { type, size } = found;
    const bytes = this.shelf.bytes(name, { start: 0, end: size - 1 });
    const file = { name: found.name ?? 'file', type: type ?? '', size, bytes };
    try {
      await this.hand(link, file, signal);
    } catch (failure) {
      if (failure instanceof ChatwootFailed && failure.isFinal) {
        const why = `${file.name} (${String(size)} bytes): ${failure.message}`;
        const cure = 'It can be seen in Parley.';
        await this.desk.note(
          link.number,
          `A file of the customer's was not taken: ${why}. ${cure}`,
          signal,
        );
      }
      throw failure;
    }
  }

  /** What comes after the end opens nothing again. */
  private async hand(link: ChatwootLink, file: ChatwootFile, signal: AbortSignal): Promise<void> {
    const open = await this.line.open(link.conversationId);
    if (open?.handoff === link.handoff) await this.desk.writeFile(link.number, file, signal);
    else await this.desk.noteFile(link.number, 'The customer had sent this:', file, signal);
  }
}
