/** Steps of one file: a flow of a thousand is the largest that anybody will write. */
const STEPS_A_FLOW = 1_000;

const BOT = `bot: bench
locales: [en, es]
layouts:
  text: { campaign: c-text, properties: { external_system_msg_body: text } }
  buttons: { campaign: c-buttons, properties: { external_system_msg_body: text, buttons: buttons } }
  list: { campaign: c-list, properties: { external_system_msg_body: text, rows: rows } }
queues: [care, returns]
silence: { after: 6h, goto: end }
patience: { bubbles: 8 }
`;

/** Ten steps such as designers write: questions, choices, decisions, texts, in two languages. */
function tenSteps(at, next) {
  return `  ask_${at}:
    ask: order_no
    say: { en: 'What is order number ${at}?', es: '¿Cuál es el pedido ${at}?' }
    invalid:
      - { en: Two letters and six digits., es: Dos letras y seis cifras. }
      - { say: { en: Once more, es: Otra vez }, repeat: true }
      - handoff: { queue: care, reason: 'no number {{ reason | default: "yet" }}' }
    silence: { after: 30m, say: { en: 'Still there?', es: '¿Sigues ahí?' }, then: { after: 12h, goto: end } }
  pick_${at}:
    choose: reason
    say: { en: 'Why is that, {{ order_no }}?', es: '¿Por qué, {{ order_no }}?' }
    options:
      - { id: damaged, title: { en: Damaged, es: Dañado }, words: { en: [broken], es: [roto] } }
      - { id: wrong, title: { en: Wrong, es: Equivocado }, goto: sorry_${at} }
      - { id: late, title: { en: Late, es: Tarde }, goto: note_${at} }
  sort_${at}:
    decide:
      - { when: reason == "damaged" and total > 100, goto: big_${at} }
      - { when: 'total > ${at} or total < 5', goto: note_${at} }
      - else: small_${at}
  big_${at}: { say: { en: 'A big one: {{ total | plus: 1 }}', es: 'Grande: {{ total }}' }, goto: small_${at} }
  small_${at}: { say: [{ en: One, es: Uno }, { en: 'Two {{ order_no }}', es: 'Dos {{ order_no }}' }], goto: sorry_${at} }
  sorry_${at}: { say: { en: Sorry, es: Perdona }, goto: note_${at} }
  note_${at}: { write: { attributes: { last_order: '{{ order_no }}' }, event: Noted }, goto: count_${at} }
  count_${at}: { set: { total: '{{ total | plus: 1 }}' }, goto: amount_${at} }
  amount_${at}: { ask: total, say: { en: How much?, es: ¿Cuánto? }, interrupt: false, silent: true, goto: rest_${at} }
  rest_${at}: { wait: 1h, goto: ${next} }
`;
}

function madeFlow(name, steps) {
  const tens = Math.max(1, Math.round(steps / 10));
  const parts = Array.from({ length: tens }, (_, index) =>
    tenSteps(index, index === tens - 1 ? 'end' : `ask_${index + 1}`),
  );
  return `flow: ${name}
start: { keywords: { en: [start ${name}], es: [empezar ${name}] } }
slots:
  order_no: { type: text, pattern: '^[A-Z]{2}[0-9]{6}$', normalize: upper }
  reason: { type: choice, options: [damaged, wrong, late] }
  total: { type: number, min: 0, max: 10000, default: 0 }
steps:
${parts.join('')}`;
}

/** The files of a release with so many steps, over flows of a thousand at most. */
export function madeRelease(steps) {
  const flows = Math.ceil(steps / STEPS_A_FLOW);
  const files = Array.from({ length: flows }, (_, index) => ({
    path: `flow-${index}.yaml`,
    text: madeFlow(`flow_${index}`, Math.min(STEPS_A_FLOW, steps - index * STEPS_A_FLOW)),
  }));
  return [{ path: 'bot.yaml', text: BOT }, ...files];
}
