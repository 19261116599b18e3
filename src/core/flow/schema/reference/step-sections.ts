import { AiStep } from '../../model/steps/ai.ts';
import { AskStep } from '../../model/steps/ask.ts';
import { CallStep } from '../../model/steps/call.ts';
import { CanvasStep } from '../../model/steps/canvas.ts';
import { ChooseStep } from '../../model/steps/choose.ts';
import { DecideStep } from '../../model/steps/decide.ts';
import { EndStep } from '../../model/steps/end.ts';
import { FlowStep } from '../../model/steps/flow.ts';
import { GotoStep } from '../../model/steps/goto.ts';
import { HandoffStep } from '../../model/steps/handoff.ts';
import { SayStep } from '../../model/steps/say.ts';
import { SetStep } from '../../model/steps/set.ts';
import { WaitStep } from '../../model/steps/wait.ts';
import { WriteStep } from '../../model/steps/write.ts';
import { flowExample, type Section } from './section.ts';

const ORDER_NO =
  "slots: { order_no: { type: text, pattern: '^[A-Z]{2}[0-9]{6}$', normalize: upper } }\n";
const ORDER = `slots:
  order_no: { type: text, default: AB123456 }
  order: { type: object, fields: { status: text, late: boolean } }
`;

/** A section a kind of step, in the order in which people meet them. */
export const STEP_SECTIONS: readonly Section[] = [
  {
    title: 'say',
    text: 'Says one bubble, or several one after the other, and goes on.',
    form: SayStep,
    example: flowExample(`  hello:
    say:
      - { en: Hello!, es: ¡Hola! }
      - { text: We are here until six., after: 2s }
    goto: end
`),
  },
  {
    title: 'ask',
    text: 'Asks a question in free words, waits, and keeps the answer in a slot. What does not fit the slot is no answer: the [ladder](#not-understood) says what follows.',
    form: AskStep,
    example: flowExample(
      `  which_order:
    ask: order_no
    say: What is your order number?
    invalid:
      - Two letters and six digits, such as AB123456.
      - handoff: { queue: care, reason: cannot find the order number }
    silence: { after: 30m, say: Still there?, then: { after: 12h, goto: end } }
    write: { attributes: { last_order: '{{ order_no }}' } }
  thanks: { say: 'Thank you, I look at {{ order_no }}.', goto: end }
`,
      ORDER_NO,
    ),
  },
  {
    title: 'choose',
    text: 'Offers [options](#options) and waits for one: a tap, its number or its words.',
    form: ChooseStep,
    example: flowExample(
      `  why:
    choose: reason
    say: What is the reason?
    options:
      - { id: damaged, title: It is damaged, words: [broken] }
      - { id: late, title: It came too late }
      - { id: none, title: Nothing, goto: end }
    silence: { after: 12h, goto: end }
  sorry: { say: I am sorry., goto: end }
`,
      'slots: { reason: { type: choice, options: [damaged, late, none] } }\n',
    ),
  },
  {
    title: 'decide',
    text: 'Goes where the first condition that holds says, else where `else` says. [Conditions](../flows.md#steps) look at slots and opening hours.',
    form: DecideStep,
    example: flowExample(
      `  sort:
    decide:
      - { when: tier == "gold" and hours.care, goto: colleague }
      - else: assistant
  colleague: { handoff: { priority: high } }
  assistant: { say: I can help you myself., goto: end }
`,
    ),
  },
  {
    title: 'set',
    text: 'Gives slots values and goes on; `null` forgets one.',
    form: SetStep,
    example: flowExample(
      `  begin:
    set: { tries: 0, city: null }
  hello: { say: 'Let us begin.', goto: end }
`,
      'slots: { tries: { type: integer }, city: { type: text } }\n',
    ),
  },
  {
    title: 'write',
    text: 'Writes attributes and an event to the Braze profile and goes on. Most steps can do it too, under the same name.',
    form: WriteStep,
    example: flowExample(`  note:
    write:
      attributes: { bot_user: true, old_note: null }
      event: { name: Bot used, properties: { by: '{{ tier | default: "guest" }}' } }
  done: { say: Noted., goto: end }
`),
  },
  {
    title: 'flow',
    text: 'Calls another flow and goes on when that one has ended. Which slots it takes and gives, it says itself.',
    form: FlowStep,
    example: flowExample(
      `  where:
    flow: address
    with: { country: Italy }
    save: { town: city }
  thanks: { say: 'Off to {{ town | default: "Italy" }}.', goto: end }
`,
      'slots: { town: { type: text } }\n',
    ),
  },
  {
    title: 'wait',
    text: 'Lets time pass. What the customer writes meanwhile is answered as where no question is open.',
    form: WaitStep,
    example: flowExample(`  promise: { say: I come back to you in two hours. }
  later: { wait: 2h }
  news: { say: 'Here I am again, as I said.', goto: end }
`),
  },
  {
    title: 'call',
    text: 'Asks another system, waits for its answer, and keeps it. Whoever writes meanwhile hears `one_moment`.',
    form: CallStep,
    example: flowExample(
      `  look_up:
    call: orders.find
    with: { number: '{{ order_no }}' }
    save: order
    timeout: 8s
    failed: { say: I cannot look that up right now., handoff: { queue: care } }
    timed_out: { say: That takes too long today. Please try later., goto: end }
    refused: { say: 'There is no order of this number.', goto: end }
  tell: { say: 'It is {{ order.status | default: "on its way" }}.', goto: end }
`,
      ORDER,
    ),
  },
  {
    title: 'ai',
    text: 'Asks the AI, waits for its answer, and keeps it.',
    form: AiStep,
    example: flowExample(
      `  story: { ask: story, say: What happened?, silence: { after: 12h, goto: end } }
  sum_up:
    ai: 'Say in one sentence what this customer wants: {{ story }}'
    save: wish
    failed: { handoff: { reason: 'could not be summed up' } }
  pass_on: { handoff: { reason: '{{ wish }}' } }
`,
      'slots: { story: { type: text, max_length: 150 }, wish: { type: text, max_length: 150 } }\n',
    ),
  },
  {
    title: 'canvas',
    text: 'Sends the customer into a Braze Canvas, after what was said before, and goes on. It may leave when the 24 hours are over.',
    form: CanvasStep,
    example: flowExample(`  voucher:
    canvas: winback
    with: { reason: late parcel }
  told: { say: You get a voucher by e-mail., goto: end }
`),
  },
  {
    title: 'handoff',
    text: 'Gives the conversation to a person. The flow ends there, and the bot is silent until it is given back.',
    form: HandoffStep,
    example: flowExample(`  pass_on:
    handoff: { queue: returns, reason: wants to send something back, priority: high }
    say: A colleague takes over. It takes about five minutes.
`),
  },
  {
    title: 'goto',
    text: 'Goes on somewhere else: for a step that only leads on.',
    form: GotoStep,
    example: flowExample(`  begin: { say: 'Welcome!', goto: rest_of_it }
  back_again: { goto: begin }
  rest_of_it:
    choose: true
    say: Once more?
    options: [{ id: again, title: Again, goto: back_again }, { id: enough, title: Enough, goto: end }]
    silence: { after: 12h, goto: end }
`),
  },
  {
    title: 'end',
    text: 'Ends the flow. What the customer had put aside for it goes on; a flow that called it too.',
    form: EndStep,
    example: flowExample(`  bye: { say: Goodbye! }
  over: { end: true }
`),
  },
];
