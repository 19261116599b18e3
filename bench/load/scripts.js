/**
 * What customers of the sample bot write, over and over: keyword, question, answer. Each text gets
 * at least one reply, at once: steps with pauses of their own would only measure the pauses.
 */
const SCRIPTS = [
  { language: 'en', texts: ['track my order', orderNumber, 'no'] },
  { language: 'en', texts: ['Where is my order?', 'it is 123456', orderNumber, 'thanks'] },
  { language: 'en', texts: ['hi', '3'] },
  { language: 'es', texts: ['¿Dónde está mi pedido?', orderNumber, 'no'] },
  { language: 'en', texts: ['are you open', 'opening hours'] },
  {
    language: 'es',
    texts: ['devolver algo', 'dañado', 'no lo sé', 'menú', 'seguir mi pedido', orderNumber, 'no'],
  },
];

/** Texts that are answered alike in whatever order they come; for many at once. */
export const UNORDERED_TEXTS = ['opening hours', 'are you open', 'when are you open'];

/** What the customer of that number writes at that place of theirs, counted from 0. */
export function scriptedText(number, place) {
  const { language, texts } = SCRIPTS[number % SCRIPTS.length];
  const text = texts[place % texts.length];
  return { language, text: typeof text === 'function' ? text(number + place) : text };
}

/** The scripts as a line each, for the report. */
export function scriptLines() {
  return SCRIPTS.map(({ language, texts }) => {
    const shown = texts.map((text) => (typeof text === 'function' ? 'AB123456' : text));
    return `${language}: ${shown.join(' → ')}`;
  });
}

function orderNumber(any) {
  return `AB${String(100_000 + (any % 900_000))}`;
}
