import type { Dice } from './dice.ts';
import { plainText, randomHandoff, randomSay } from './random-words.ts';

/** A bot for these flows; patient, so that what is random is seldom too much. */
export function randomBot(roll: Dice, flows: readonly string[]): object {
  const property = { external_system_msg_body: 'text' };
  const layout = (campaign: string, more: object = {}): object => ({
    ...{ campaign, properties: { ...property, ...more } },
  });
  return {
    bot: 'random',
    locales: roll.oneIn(3) ? ['en', 'es'] : ['en'],
    queues: ['care'],
    layouts: {
      text: layout('c-text'),
      buttons: layout('c-buttons', { buttons: 'buttons' }),
      list: layout('c-list', { rows: 'rows' }),
      image: layout('c-image', { image_url: 'image' }),
      approved: { ...layout('c-approved'), template: true },
    },
    connectors: { 'orders.find': { policy: 'safe' } },
    canvases: { winback: { canvas: 'canvas-1' } },
    slots: { known: { type: 'text', max_length: 40 } },
    ...(roll.oneIn(2) && { menu: roll.of(flows) }),
    ...(roll.oneIn(3) && { welcome: roll.of(flows) }),
    ...(roll.oneIn(3) && { silence: silenceTo(roll, 'end') }),
    ...(roll.oneIn(4) && { undelivered: unheard(roll, 'end') }),
    ...(roll.oneIn(4) && { invalid: [plainText(roll), { handoff: randomHandoff(roll) }] }),
    ...(roll.oneIn(4) && {
      no_match: [plainText(roll), { say: plainText(roll), goto: roll.of(flows) }, { handoff: {} }],
    }),
  };
}

/** What is done where words did not arrive. */
export function unheard(roll: Dice, target: string): object {
  return {
    ...(roll.oneIn(2) && { say: { text: plainText(roll), reply: roll.of(['approved', 'text']) } }),
    ...(roll.oneIn(3) ? { handoff: randomHandoff(roll) } : { goto: target }),
  };
}

/** One silence or two, the last of which leaves. */
export function silenceTo(roll: Dice, target: string): object {
  const leaves = roll.oneIn(4) ? { handoff: randomHandoff(roll) } : { goto: target };
  const last = {
    after: roll.of(['10m', '3h', '12h', '25h']),
    ...(roll.oneIn(2) && { say: randomSay(roll, []) }),
    ...leaves,
  };
  if (!roll.oneIn(2)) return last;
  return { after: roll.of(['10m', '6h', '20h']), say: randomSay(roll, []), then: last };
}
