import { CHAT_LINES, type ChatLineKind } from '../../model/chat.ts';
import { table } from './table.ts';

/** One line of each kind; a test reads them. */
export const CHAT_LINE_EXAMPLES: Readonly<Record<ChatLineKind, string>> = {
  customer: 'customer: { tap: Hours }',
  bot: 'bot: { contains: day, layout: text }',
  agent: 'agent: { took: true }',
  after: 'after: 25h',
  line: 'line: { agents: 1, position: 3, wait: 5m }',
  undelivered: 'undelivered: …',
  call: 'call: { orders.find: { status: sent } }',
  attributes: 'attributes: { vip: true, note: null }',
  event: 'event: { name: Order tracked, properties: { order_no: AB123456 } }',
  canvas: 'canvas: winback',
  handoff: 'handoff: { queue: care }',
  owner: 'owner: queue',
  slots: 'slots: { order_no: null }',
};

/** What a line of a chat may be about. */
export function chatLinesTable(): string {
  const rows = Object.entries(CHAT_LINES).map(([kind, { description = '' }]) => [
    `\`${kind}\``,
    description,
    `\`${CHAT_LINE_EXAMPLES[kind as ChatLineKind]}\``,
  ]);
  return table(['line', 'means', 'for example'], rows);
}
