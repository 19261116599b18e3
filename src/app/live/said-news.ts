import { News } from './news.ts';

/** Conversations whose words went a step further. */
export function saidNews(replies: readonly { readonly conversationId: string }[]): News {
  const news = new News();
  for (const { conversationId } of replies) news.touch(conversationId);
  return news;
}
