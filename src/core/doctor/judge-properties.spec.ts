import { describe, expect, it } from '@jest/globals';

import type { BubbleField } from '#core/flow/model/bot.ts';

import { judgeProperties } from './judge-properties.ts';

const liquid = (name: string): string => `{{api_trigger_properties.\${${name}}}}`;
const BODY = 'external_system_msg_body';

type Sent = Readonly<Record<string, BubbleField>>;
const TEXT: Sent = { [BODY]: 'text' };

describe('judgeProperties', () => {
  it.each<[string, Sent, readonly string[], readonly string[]]>([
    ['reads all that is sent', TEXT, [liquid(BODY)], ['green property-read']],
    [
      'has spaces in its Liquid',
      TEXT,
      [`{{ api_trigger_properties.\${ ${BODY} } | strip }}`],
      ['green property-read'],
    ],
    ['reads by brackets', TEXT, [`{{api_trigger_properties['${BODY}']}}`], ['green property-read']],
    ['reads in a tag', TEXT, [`{% assign a = ${liquid(BODY)} %}{{a}}`], ['green property-read']],
    [
      'has the plus of the guide',
      TEXT,
      [liquid('external_system_msg+body')],
      ['red property-misspelt'],
    ],
    ['has another case', TEXT, [liquid('External_System_Msg_Body')], ['red property-misspelt']],
    ['has a hyphen', TEXT, [liquid('external-system-msg-body')], ['red property-misspelt']],
    [
      'has a slip of the finger',
      TEXT,
      [liquid('external_system_mgs_body')],
      ['red property-misspelt'],
    ],
    ['has text of its own only', TEXT, ['Hello!'], ['red property-not-read']],
    [
      'reads what nobody sends',
      TEXT,
      [liquid(BODY) + liquid('order')],
      ['green property-read', 'red property-never-sent'],
    ],
    [
      'has a default for what nobody sends',
      TEXT,
      [`${liquid(BODY)}{{api_trigger_properties.\${order} | default: '–'}}`],
      ['green property-read'],
    ],
    ['hands our reply id on', TEXT, [liquid(BODY) + liquid('reply_id')], ['green property-read']],
    [
      'keeps an image where nobody sees it',
      { image_url: 'image' },
      [''],
      ['asked property-unseen'],
    ],
    [
      'shows an image’s address',
      { image_url: 'image' },
      [liquid('image_url')],
      ['green property-read'],
    ],
    [
      'misspells an image’s address',
      { image_url: 'image' },
      [liquid('imageUrl')],
      ['red property-misspelt'],
    ],
    [
      'shows two buttons of three',
      { button_1: 'button_1', button_2: 'button_2', button_3: 'button_3' },
      [liquid('button_1') + liquid('button_2')],
      ['green property-read', 'green property-read', 'red property-not-read'],
    ],
    [
      'shows three buttons of two',
      { button_1: 'button_1', button_2: 'button_2' },
      [liquid('button_1') + liquid('button_2') + liquid('button_3')],
      ['green property-read', 'green property-read', 'red property-never-sent'],
    ],
  ])('says of a campaign that %s', (_, properties, texts, said) => {
    const found = judgeProperties({ properties }, texts);

    expect(found.map(({ level, code }) => `${level} ${code.replace('doctor.', '')}`)).toEqual(said);
  });

  it('names both spellings', () => {
    const [found] = judgeProperties({ properties: TEXT }, [liquid('external_system_msg+body')]);

    expect(found?.says).toContain(
      'reads external_system_msg+body, and Parley sends external_system_msg_body',
    );
  });
});
