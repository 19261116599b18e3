import { RE2JS } from 're2js';

/** An instruction of RE2's program; a rune instruction holds pairs of first and last. */
interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: ArrayLike<number>;
}

interface Program {
  readonly inst: readonly Instruction[];
  readonly start: number;
}

const ALT = 1;
const ALT_MATCH = 2;
const FAIL = 5;
const MATCH = 6;
const RUNE = 8;
const RUNE_1 = 9;
const RUNE_ANY = 10;
const RUNE_ANY_NOT_NL = 11;

/** What stands where several characters would do, by the place in the text; the first that fits. */
type Style = (place: number) => string;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const at = (letters: string, place: number): string => letters[place % letters.length] ?? 'a';
const digit: Style = (place) => String((place + 1) % 10);
const STYLES: readonly Style[] = [
  (place) => `${at(LETTERS, place)}${at(LETTERS.toLowerCase(), place)}${digit(place)}`,
  (place) => `${at(LETTERS.toLowerCase(), place)}${digit(place)}`,
  (place) => `${digit(place)}${at(LETTERS, place)}`,
  () => '-',
];
/** Printable ASCII, letters and digits before signs. */
const OTHERS = 'aA1-_.,/:@#+ !?';

/**
 * A short text in which the pattern (RE2 syntax) is found, where one is found easily: what no
 * shortest way through the pattern shows, such as a word boundary in an odd place, is not.
 */
export function sampleOfPattern(
  pattern: string,
  accepts: (text: string) => boolean,
): string | undefined {
  const { inst, start } = RE2JS.compile(pattern).re2().prog as Program;
  for (const style of STYLES) {
    const text = shortestText(inst, start, style);
    if (text !== undefined && accepts(text)) return text;
  }
  return undefined;
}

interface Reached {
  readonly pc: number;
  readonly text: string;
  readonly length: number;
}

/** Breadth first by length: what reads no character leads on at the same length. */
function shortestText(
  program: readonly Instruction[],
  start: number,
  style: Style,
): string | undefined {
  const seen = new Set<number>();
  let front: Reached[] = [{ pc: start, text: '', length: 0 }];
  while (front.length > 0) {
    const next: Reached[] = [];
    const stack = front.reverse();
    for (let here = stack.pop(); here !== undefined; here = stack.pop()) {
      const instruction = program[here.pc];
      if (instruction === undefined || seen.has(here.pc)) continue;
      if (instruction.op === MATCH && here.text !== '') return here.text;
      seen.add(here.pc);
      next.push(...readingOne(instruction, here, style));
      stack.push(...readingNone(instruction, here));
    }
    front = next;
  }
  return undefined;
}

const readsOne = ({ op }: Instruction): boolean => op >= RUNE && op <= RUNE_ANY_NOT_NL;

function readingOne(instruction: Instruction, { text, length }: Reached, style: Style): Reached[] {
  const character = readsOne(instruction) ? characterFor(instruction, style(length)) : undefined;
  if (character === undefined) return [];
  return [{ pc: instruction.out, text: text + character, length: length + 1 }];
}

/** The last is tried first: the second way of an alternative stands before the first. */
function readingNone(instruction: Instruction, { text, length }: Reached): Reached[] {
  const { op, out, arg } = instruction;
  if (op === MATCH || op === FAIL || readsOne(instruction)) return [];
  const ways = op === ALT || op === ALT_MATCH ? [arg, out] : [out];
  return ways.map((pc) => ({ pc, text, length }));
}

function characterFor({ op, runes }: Instruction, liked: string): string | undefined {
  if (op === RUNE_ANY || op === RUNE_ANY_NOT_NL) return liked[0];
  const [only] = Array.from(runes);
  if (op === RUNE_1 || runes.length === 1) return only === undefined ? undefined : character(only);

  const fits = (code: number): boolean => {
    for (let index = 0; index + 1 < runes.length; index += 2) {
      if ((runes[index] ?? 0) <= code && code <= (runes[index + 1] ?? -1)) return true;
    }
    return false;
  };
  const found = Array.from(liked + OTHERS).find((one) => fits(one.codePointAt(0) ?? 0));
  return found ?? (only === undefined ? undefined : character(only));
}

/** Half of a pair of surrogates is no character. */
function character(code: number): string | undefined {
  return code >= 0xd800 && code <= 0xdfff ? undefined : String.fromCodePoint(code);
}
