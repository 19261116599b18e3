/**
 * What holds where a name is left out, for those that may be: the reference's third column.
 * `mark.name` as in `fields.ts`. Names without a line here mean nothing where they are missing.
 */
export const WITHOUT_IT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Steps
    goto: 'the step below it',
    timeout: '`10s`',
    timed_out: 'as `failed`',
    refused: 'as `failed`',
    one_moment: 'nothing is said meanwhile',
    settle: '`1500ms`',
    tools: 'it only answers',
    sure: '`0.6`',
    knowledge: 'what stands under `ai` only',
    undelivered: "the bot's",
    'layouts.undelivered': 'nothing happens',
    stale: 'said until the 24 hours are over',
    outside_window: 'nothing leaves then',
    invalid: "the bot's",
    silence: "the bot's",
    interrupt: '`true`',
    'ask.media': '`refuse`',
    attempts: 'as `invalid` has rungs',
    as: 'buttons for up to three short titles, else a list',
    button: '“Choose”',
    'chat.say': 'nothing is said',
    // Parts
    queue: 'the first of the bot',
    priority: '`normal`',
    reason: 'none is given',
    reply: 'the one for what is in it',
    policy: '`retry`',
    words: 'title, number and id only',
    'capacity.priority': '0',
    'capacity.hours': 'always open',
    offer: '`push`',
    // Slots
    default: 'nothing',
    scope: '`flow`; in bot.yaml `conversation`',
    retention: '`standard`',
    max_items: '100',
    // bot.yaml
    merge_bubbles: '`false`',
    divide_texts: '`false`; what agents write is always divided',
    template: '`false`',
    'campaign.properties': '_needed_, but with `via: messages`',
    via: 'by the campaign',
    variation: '_needed_ with `via: messages`',
    'campaign.subscription_group': '_needed_ with `via: messages`',
    understand: '`no_match` follows at once',
    welcome: 'as any other message',
    'campaign.reply': 'the one for what is in it',
    bubbles: '5',
    prompts: '3',
    no_match: 'a word, then the menu, then a person',
    commands: '[the built-in ones](#commands)',
    copy: '[the built-in ones](#words-that-every-bot-has)',
    // Chats
    locale: "the bot's first",
    at: 'a Monday morning at ten, UTC',
  }),
);
