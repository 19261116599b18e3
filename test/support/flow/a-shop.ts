/** Flows that call, digress and go wrong in the ways that repair is for. */
export const RETURNS = `
flow: returns
start: { keywords: { en: [return], es: [devolver] } }
slots:
  reason: { type: text }
  number: { type: text, pattern: '^[A-Z]{2}[0-9]{2}$', normalize: upper }
  note: { type: text }
steps:
  why:
    choose: reason
    say: { en: Why?, es: ¿Por qué? }
    options:
      - { id: damaged, title: { en: Damaged, es: Dañado } }
      - { id: wrong, title: { en: Wrong, es: Equivocado } }
    silence: { after: 1h, goto: end }
  which:
    ask: number
    say: { en: 'Which order ({{ reason }})?', es: '¿Qué pedido ({{ reason }})?' }
    silence: { after: 1h, say: Still there?, then: { after: 1h, goto: end } }
  note: { ask: note, say: Anything to add?, silence: { after: 1h, goto: end } }
  done: { say: 'Noted {{ reason }} {{ number }} {{ note }}.', goto: end }
`;
export const HOURS = `
flow: hours
start: { keywords: [hours] }
steps:
  tell: { say: We open at nine. }
`;
export const TRACK = `
flow: track
start: { keywords: [track] }
slots: { order: { type: text, pattern: '^[0-9]+$' } }
steps:
  ask: { ask: order, say: Order number?, silence: { after: 1h, goto: end } }
  tell: { say: 'On its way: {{ order }}.', goto: end }
`;
export const CALLER = `
flow: claim
start: { keywords: [claim] }
slots: { what: { type: text }, who: { type: text } }
steps:
  what: { choose: what, say: What?, options: [{ id: car, title: Car }, { id: home, title: Home }] }
  find: { flow: identify, with: { topic: '{{ what }}' }, save: { who: name } }
  tell: { say: 'Claim for {{ who | default: "nobody" }}, {{ what }}.', goto: end }
`;
export const CALLED = `
flow: identify
takes: [topic]
gives: [name]
slots: { topic: { type: text }, name: { type: text, pattern: '^[A-Z]' } }
steps:
  name: { ask: name, say: 'Your name, for the {{ topic }}?', silence: { after: 1h, goto: end } }
`;
