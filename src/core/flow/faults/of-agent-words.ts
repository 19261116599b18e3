import { type Fault, SMALLEST_BOT } from './fault.ts';

const desk = (rest: string): string => `${SMALLEST_BOT}desk:\n${rest}`;
const news = (body: string, variables = ''): string =>
  desk(`  templates:\n    news:\n      campaign: shop-news\n      body: '${body}'\n${variables}`);

/** What is wrong with the words that agents are given. */
export const FAULTS_OF_AGENT_WORDS: readonly Fault[] = [
  {
    code: 'flow.unused-variable',
    meaning:
      'Agents would fill in what no customer reads. What Meta has approved says which variables there are.',
    file: 'bot.yaml',
    wrong: news('There is news.', '      variables: { order_no: {} }\n'),
    right: news('There is news about {{ order_no }}.', '      variables: { order_no: {} }\n'),
  },
  {
    code: 'flow.agents-see-sensitive',
    meaning:
      'What a sensitive slot holds is shown to no agent, so it fills in neither a template nor a canned reply.',
    file: 'bot.yaml',
    wrong: `${desk("  canned: { card: 'Your card is {card}.' }\n")}slots: { card: { type: text, sensitive: true } }\n`,
    right: `${desk("  canned: { tier: 'You are {tier}.' }\n")}slots: { tier: { type: text } }\n`,
  },
  {
    code: 'flow.agent-words-too-long',
    meaning: 'WhatsApp takes 1,024 characters in the body of a template, and 4,096 in a text.',
    file: 'bot.yaml',
    wrong: news('Long. '.repeat(200)),
    right: news('Short.'),
    isHidden: true,
  },
];
