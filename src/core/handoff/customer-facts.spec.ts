import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { restore } from '../conversation/restore.ts';
import { customerFacts } from './customer-facts.ts';

const CARD = `
flow: card
start: { keywords: [card] }
slots: { pin: { type: text, sensitive: true }, city: { type: text } }
steps:
  city: { ask: city, say: Which city?, silence: { after: 1h, goto: end } }
  pin: { ask: pin, say: Your PIN?, silence: { after: 1h, goto: end } }
  bye: { say: Bye, goto: end }
`;
const BOT = `${A_BOT}
slots:
  tier: { type: text, attribute: loyalty_tier }
  wants_news: { type: boolean, attribute: news }
  iban: { type: text, attribute: iban, sensitive: true }
`;
const RELEASE = aRelease([CARD], BOT);

describe('customerFacts', () => {
  it('tells what is known, how old it is, and nothing that is sensitive', () => {
    const chat = new Chat(RELEASE);
    const attributes = { loyalty_tier: 'gold', news: true, iban: 'ES12' };
    const told = { kind: 'attributes-told', attributes } as const;
    chat.happens(told);
    chat.says('card');
    chat.says('Lugo');
    chat.happens({ kind: 'agent-took', agent: 'ana' });
    const { context } = restore(RELEASE, chat.state.snapshot);
    const at = new Date(5);

    const facts = customerFacts(RELEASE, context, [
      { at: new Date(1), event: told },
      { at, event: { kind: 'attributes-told', attributes: { loyalty_tier: 'gold' } } },
      { at, event: { kind: 'message', text: 'card', media: [], profileName: 'Dora' } },
      { at, event: { kind: 'message', text: 'Lugo', media: [] } },
    ]);

    expect(facts).toMatchObject({ locale: 'en', name: 'Dora' });
    expect(facts.values).toEqual({ tier: 'gold', wants_news: 'true', city: 'Lugo' });
    expect(facts.profile).toEqual([
      { attribute: 'loyalty_tier', value: 'gold', toldAt: at },
      { attribute: 'news', value: 'true', toldAt: new Date(1) },
    ]);
  });

  it('calls them as Braze does where WhatsApp has brought no name, unless that is sensitive', () => {
    const named = (first: string): string | undefined => {
      const release = aRelease([CARD], `${A_BOT}\nslots: { first: ${first} }`);
      const chat = new Chat(release);
      chat.happens({ kind: 'attributes-told', attributes: { first_name: 'Dora' } });
      chat.happens({ kind: 'agent-took', agent: 'ana' });
      return customerFacts(release, restore(release, chat.state.snapshot).context, []).name;
    };

    expect(named('{ type: text, attribute: first_name }')).toBe('Dora');
    expect(named('{ type: text, attribute: first_name, sensitive: true }')).toBeUndefined();
    expect(named('{ type: text, attribute: nickname }')).toBeUndefined();
  });

  it('knows nothing of who is new', () => {
    const { context } = restore(RELEASE, undefined);

    expect(customerFacts(RELEASE, context, [])).toEqual({
      ...{ locale: 'en', name: undefined, values: {}, profile: [] },
    });
  });
});
