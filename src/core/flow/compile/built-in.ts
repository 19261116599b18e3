import type { Command, CopyKey } from '../model/bot.ts';

type Words = Readonly<Record<Command, readonly string[]>>;

/** What customers say to every bot. A bot's own words for a command take the place of these. */
export const BUILT_IN_WORDS: Readonly<Record<'en' | 'es', Words>> = {
  en: {
    menu: ['menu', 'main menu', 'help', 'options', 'start over'],
    agent: [
      'agent',
      'human',
      'talk to an agent',
      'talk to a person',
      'talk to someone',
      'operator',
    ],
    stop: ['stop', 'unsubscribe', 'opt out', 'stop all', 'quit'],
    start: ['start', 'subscribe', 'opt in', 'unstop'],
    bot: ['bot', 'assistant', 'back to bot'],
    yes: ['yes', 'y', 'yeah', 'yep', 'sure', 'ok', 'okay', 'correct', '👍'],
    no: ['no', 'n', 'nope', 'no thanks', '👎'],
    cancel: ['cancel', 'cancel that', 'cancel this', 'never mind', 'nevermind', 'forget it'],
    repeat: [
      ...['repeat', 'repeat that', 'please repeat', 'can you repeat that', 'say that again'],
      ...['what was the question', 'what did you say'],
    ],
    back: ['back', 'go back', 'previous question', 'one step back'],
    language: ['english', 'in english', 'english please', 'inglés', 'en inglés'],
    correction: [
      ...['no i meant', 'sorry i meant', 'i meant', 'no i mean', 'sorry i mean', 'i meant to say'],
      ...['oops i meant', 'wait i meant', 'no sorry i meant', 'correction'],
    ],
  },
  es: {
    menu: ['menú', 'menú principal', 'ayuda', 'opciones', 'volver a empezar'],
    agent: ['agente', 'humano', 'hablar con un agente', 'hablar con una persona', 'persona'],
    stop: ['stop', 'baja', 'darme de baja', 'cancelar suscripción', 'parar', 'no más mensajes'],
    start: ['start', 'alta', 'suscribirme', 'empezar', 'darme de alta'],
    bot: ['bot', 'asistente', 'volver al bot'],
    yes: ['sí', 'claro', 'vale', 'ok', 'de acuerdo', 'correcto'],
    no: ['no', 'no gracias', 'para nada'],
    cancel: ['cancelar', 'cancela', 'cancélalo', 'déjalo', 'olvídalo'],
    repeat: [
      ...['repetir', 'repite', 'repítelo', 'puedes repetir', 'puedes repetirlo'],
      ...['repítemelo', 'cuál era la pregunta', 'qué has dicho'],
    ],
    back: ['atrás', 'volver', 'volver atrás', 'ir atrás', 'pregunta anterior', 'paso atrás'],
    language: [
      ...['español', 'en español', 'español por favor', 'castellano', 'en castellano'],
      ...['spanish', 'in spanish'],
    ],
    correction: [
      ...['quise decir', 'quería decir', 'no quise decir', 'no quería decir'],
      ...['perdón quise decir', 'perdona quería decir', 'perdón quería decir'],
      ...['me equivoqué', 'me he equivocado', 'me equivoqué es', 'me he equivocado es'],
      ...['corrección', 'corrijo'],
    ],
  },
};

type Copies = Readonly<Record<CopyKey, string>>;

/** What every bot says unless its `copy` says it otherwise. */
export const BUILT_IN_COPY: Readonly<Record<'en' | 'es', Copies>> = {
  en: {
    invalid: 'Sorry, I cannot use that answer.',
    invalid_again: 'That still does not work. Please check it and try once more.',
    not_an_option: 'Please choose one of these, or write its number.',
    no_match: 'Sorry, I did not understand that. Could you say it in other words?',
    no_match_again: 'I still do not understand. Here is what I can help you with.',
    cannot_read: 'I can only read text here. Please write it in a message.',
    handoff:
      'I am passing you on to a colleague, who will answer you here. Write *menu* to come back to me.',
    stop_confirm: 'Do you want to stop receiving messages from us?',
    stop_yes: 'Yes, stop',
    stop_no: 'No, stay',
    stopped: 'Done: you will get no more messages from us. Write *START* if you change your mind.',
    not_stopped: 'All right, you stay with us.',
    started: 'Welcome back! You will get messages from us again.',
    returned: 'The assistant is back. Ask me anything, or write *menu* to see what I can do.',
    trouble: 'Sorry, something went wrong on our side. Please try again in a little while.',
    list_button: 'Choose',
    one_moment: 'One moment, please: I am still looking that up.',
    cancelled: "All right, let's leave that. What else can I do for you?",
    nothing_to_cancel: 'There is nothing to cancel right now. What can I do for you?',
    nothing_before: 'This is where we began: there is no question before this one.',
    resumed: 'Now, back to where we were.',
    place_lost:
      'Sorry, I can no longer go on with what we were doing before. Please tell me again what you need.',
    corrected: 'No problem, I have changed that.',
    picked_up: "Good to have you back! Let's go on where we left off.",
    language_set: 'Of course, from now on in English.',
    farewell: 'That is settled, then. Write to us whenever you need something.',
    still_waiting:
      'Thank you, my colleagues will read that. You are number {{ queue.position }} in line{% if queue.wait %}, {{ queue.wait }} to go{% endif %}.',
    leave_line: 'Do you want to leave the line and go on with me?',
    leave_yes: 'Yes, go on',
    leave_no: 'No, I wait',
    stayed: 'All right, you keep your place.',
  },
  es: {
    invalid: 'Lo siento, no puedo usar esa respuesta.',
    invalid_again: 'Todavía no es válida. Revísala e inténtalo una vez más, por favor.',
    not_an_option: 'Elige una de estas opciones o escribe su número, por favor.',
    no_match: 'Perdona, no te he entendido. ¿Puedes decirlo con otras palabras?',
    no_match_again: 'Sigo sin entenderte. Esto es en lo que puedo ayudarte.',
    cannot_read: 'Aquí solo puedo leer texto. Escríbelo en un mensaje, por favor.',
    handoff:
      'Te paso con un compañero, que te responderá aquí. Escribe *menú* para volver conmigo.',
    stop_confirm: '¿Quieres dejar de recibir nuestros mensajes?',
    stop_yes: 'Sí, parar',
    stop_no: 'No, seguir',
    stopped: 'Hecho: no recibirás más mensajes nuestros. Escribe *ALTA* si cambias de idea.',
    not_stopped: 'De acuerdo, seguimos en contacto.',
    started: '¡Qué bien que vuelvas! Recibirás de nuevo nuestros mensajes.',
    returned:
      'Vuelve a atenderte el asistente. Pregúntame o escribe *menú* para ver qué puedo hacer.',
    trouble: 'Lo siento, algo ha fallado por nuestra parte. Inténtalo de nuevo en un rato.',
    list_button: 'Elegir',
    one_moment: 'Un momento, por favor: todavía lo estoy consultando.',
    cancelled: 'De acuerdo, lo dejamos aquí. ¿En qué más puedo ayudarte?',
    nothing_to_cancel: 'Ahora mismo no hay nada que cancelar. ¿En qué puedo ayudarte?',
    nothing_before: 'Aquí es donde empezamos: no hay ninguna pregunta anterior.',
    resumed: 'Sigamos donde lo habíamos dejado.',
    place_lost:
      'Lo siento, ya no puedo seguir con lo que estábamos haciendo. Dime otra vez qué necesitas, por favor.',
    corrected: 'No pasa nada, ya lo he cambiado.',
    picked_up: '¡Qué bien que hayas vuelto! Sigamos donde lo dejamos.',
    language_set: 'Claro, a partir de ahora en español.',
    farewell: 'Queda resuelto. Escríbenos cuando necesites algo.',
    still_waiting:
      'Gracias, mis compañeros lo leerán. Eres el número {{ queue.position }} de la cola{% if queue.wait %}: faltan {{ queue.wait }}{% endif %}.',
    leave_line: '¿Quieres dejar la cola y seguir conmigo?',
    leave_yes: 'Sí, seguir',
    leave_no: 'No, espero',
    stayed: 'De acuerdo, conservas tu sitio.',
  },
};

/** The built-in words in a bot's languages, English where they are not built in. */
export function builtInCopy(
  locales: readonly string[],
  key: CopyKey,
): Readonly<Record<string, string>> {
  const texts = locales.map((locale) => [
    locale,
    BUILT_IN_COPY[builtInLanguage(locale) ?? 'en'][key],
  ]);
  return Object.fromEntries(texts) as Record<string, string>;
}

/** The built-in language for a locale: `es-MX` speaks `es`. */
export function builtInLanguage(locale: string): 'en' | 'es' | undefined {
  const language = locale.slice(0, 2);
  return language === 'en' || language === 'es' ? language : undefined;
}
