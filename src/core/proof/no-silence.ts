import { type Edge, type Input, isFromCustomer, type Place, waysFrom } from './graph/place.ts';
import { MOST_CHATS, type Proof } from './proof.ts';
import { type ProofProblem, proofProblem } from './proof-problem.ts';
import type { Step } from './search/shortest-ways.ts';
import { MutePaths } from './silence/mute-path.ts';
import { MuteWays } from './silence/mute-ways.ts';
import { SurelySaid } from './silence/surely-said.ts';
import type { Subject } from './subject.ts';

/**
 * Whatever a customer sends where the bot listens, something is said to them: at once, or as soon
 * as another system has answered. A question whose step says `silent: true` means it otherwise.
 */
export const noSilence: Proof = (subject) => {
  const said = new SurelySaid(subject);
  const mute = new MuteWays(subject, said);
  const paths = new MutePaths(said, subject);
  const problems: ProofProblem[] = [];
  const shown = new Set<string>();
  for (const place of subject.all.graph.places) {
    if (!listens(place) || !subject.isReached(place.id) || isMeant(place, subject)) continue;
    for (const edge of waysFrom(place)) {
      if (!isFromCustomer(edge.input) || !mute.isMute(edge, place)) continue;
      const key = `${place.flow ?? ''}.${place.step ?? ''} ${JSON.stringify(edge.input)}`;
      if (shown.has(key)) continue;
      shown.add(key);
      const ways = paths.find(edge, place);
      if (ways !== undefined) problems.push(problemAt(place, ways, problems.length, subject));
    }
  }
  return problems;
};

function listens({ kind }: Place): boolean {
  return kind === 'question' || kind === 'wait' || kind === 'rest' || kind === 'call';
}

function isMeant({ flow = '', step = '' }: Place, { all }: Subject): boolean {
  const found = all.flows.get(flow)?.steps.get(step);
  return found !== undefined && 'silent' in found && found.silent === true;
}

function problemAt(
  place: Place,
  ways: readonly Step[],
  index: number,
  subject: Subject,
): ProofProblem {
  const [first] = ways;
  const what = first === undefined ? '' : said(first.edge);
  const where = place.step === undefined ? '' : ` to "${place.step}"`;
  return proofProblem(
    place.step === undefined ? place : { source: place.source, path: ['steps', place.step] },
    {
      ...{ code: 'proof.no-reply', atKey: true },
      message: `${what}${where} may be followed by nothing that is said`,
      cure: 'Say something on every way from here, or write `silent: true` where it is meant.',
    },
    index < MOST_CHATS ? [...subject.chatTo(place.id, ways), '(and nothing is said)'] : [],
  );
}

/** What is answered by nothing, in words. */
function said({ input }: Edge): string {
  const known: Partial<Record<Input['kind'], string>> = {
    answer: 'An answer',
    media: 'A picture as an answer',
    unreadable: 'A picture or a voice message',
    keyword: "Another flow's keyword",
  };
  if (input.kind === 'option') return `The option "${input.id}"`;
  if (input.kind === 'invalid') {
    return `The ${ordinal(input.before + 1)} answer that is not understood`;
  }
  return known[input.kind] ?? 'What the customer writes';
}

function ordinal(count: number): string {
  return ['first', 'second', 'third'][count - 1] ?? `${String(count)}th`;
}
