import { News } from './news.ts';

/** Conversations whose words went a step further. */
export function saidNews(
  replies: readonly { readonly conversationId: string; readonly seq: number }[],
): News {
  const news = new News();
  for (const { conversationId, seq } of replies) news.touch(conversationId, 0, [seq]);
  return news;
}
