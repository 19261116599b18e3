import { isKnowledgeFile, knowledgeNameOf } from './knowledge-file.ts';

/** A piece of a file that is found, shown to a model and named as a source. */
export interface Passage {
  /** `es/delivery.md#times`: the same for as long as its file and heading are called so. */
  readonly id: string;
  /** As flows call its file. */
  readonly file: string;
  readonly locale: string;
  /** The headings it stands under, the outermost first; blank for none. */
  readonly heading: string;
  readonly text: string;
}

interface File {
  readonly path: string;
  readonly text: string;
}

/** Characters of one passage: a few sentences, so that several fit into a question. */
const LONGEST = 1_200;
const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/;
const FENCE = /^\s*(?:```|~~~)/;

/**
 * The passages of all files of knowledge among these, in the order of files.
 *
 * Cut at headings, and where a section is long between paragraphs, then sentences.
 *
 * @param locales of the bot; what lies in no language's folder is in the first
 */
export function passagesOf(files: readonly File[], locales: readonly string[]): readonly Passage[] {
  const ours = files.filter(({ path }) => isKnowledgeFile(path));
  return ours.flatMap(({ path, text }) => {
    const { file, locale } = knowledgeNameOf(path);
    const known = locale !== undefined && locales.includes(locale) ? locale : undefined;
    const name = path.slice(path.indexOf('/') + 1);
    return inFile(text, path.endsWith('.md')).map(({ id, ...rest }) => ({
      ...{ id: `${name}#${id}`, file, locale: known ?? locales[0] ?? 'en' },
      ...rest,
    }));
  });
}

type Piece = Pick<Passage, 'id' | 'heading' | 'text'>;

function inFile(text: string, isMarkdown: boolean): readonly Piece[] {
  const seen = new Map<string, number>();
  return sectionsOf(text, isMarkdown).flatMap(({ heading, body }) =>
    cut(body).map((piece) => {
      const slug = slugOf(heading.at(-1) ?? '');
      const nth = (seen.get(slug) ?? 0) + 1;
      seen.set(slug, nth);
      const id = nth === 1 ? slug : `${slug}-${String(nth)}`;
      return { id, heading: heading.join(' › '), text: piece };
    }),
  );
}

interface Section {
  readonly heading: readonly string[];
  readonly body: string;
}

function sectionsOf(text: string, isMarkdown: boolean): readonly Section[] {
  const sections: { heading: readonly string[]; lines: string[] }[] = [{ heading: [], lines: [] }];
  const path: { level: number; title: string }[] = [];
  let isFenced = false;
  for (const line of text.replaceAll(/\r\n?/g, '\n').split('\n')) {
    if (FENCE.test(line)) isFenced = !isFenced;
    const isProse = isMarkdown && !isFenced;
    const [, marks, title] = (isProse ? HEADING.exec(line) : undefined) ?? [];
    if (marks === undefined || title === undefined) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    while ((path.at(-1)?.level ?? 0) >= marks.length) path.pop();
    path.push({ level: marks.length, title });
    sections.push({ heading: path.map((each) => each.title), lines: [] });
  }
  return sections.map(({ heading, lines }) => ({ heading, body: lines.join('\n').trim() }));
}

/** A text in pieces that are not too long; nothing of it is left out. */
function cut(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const part of text.split(/\n{2,}/).flatMap(sentencesWhereLong)) {
    const last = pieces.at(-1);
    const joined = last === undefined ? undefined : `${last}\n\n${part}`;
    if (joined !== undefined && joined.length <= LONGEST) pieces[pieces.length - 1] = joined;
    else if (part !== '') pieces.push(part);
  }
  return pieces;
}

function sentencesWhereLong(paragraph: string): readonly string[] {
  const text = paragraph.trim();
  if (text.length <= LONGEST) return [text];
  const parts: string[] = [];
  for (const sentence of text.split(/(?<=[.!?…])\s+/).flatMap(halves)) {
    const joined = `${parts.at(-1) ?? ''} ${sentence}`;
    if (parts.length > 0 && joined.length <= LONGEST) parts[parts.length - 1] = joined;
    else parts.push(sentence);
  }
  return parts;
}

/** What has no end of a sentence is cut where it is too long. */
function halves(sentence: string): readonly string[] {
  return sentence.match(new RegExp(`[^]{1,${String(LONGEST)}}`, 'gu')) ?? [];
}

function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return slug === '' ? 'top' : slug;
}
