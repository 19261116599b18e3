import type { Fault } from './fault.ts';
import { FAULTS_OF_AGENT_WORDS } from './of-agent-words.ts';
import { FAULTS_OF_BOTS } from './of-bot.ts';
import { FAULTS_OF_CALLS } from './of-calls.ts';
import { FAULTS_OF_CHATS } from './of-chats.ts';
import { FAULTS_OF_FLOWS } from './of-flows.ts';
import { FAULTS_OF_FORM } from './of-form.ts';
import { FAULTS_OF_PROOFS } from './of-proofs.ts';
import { FAULTS_OF_VALUES } from './of-values.ts';
import { FAULTS_OF_YAML } from './of-yaml.ts';

export interface FaultChapter {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** Every fault there is, in the order of the page about them. */
export const FAULT_CHAPTERS: readonly FaultChapter[] = [
  { title: 'The text of a file', faults: FAULTS_OF_YAML },
  { title: 'The form of a file', faults: FAULTS_OF_FORM },
  { title: 'Flows', faults: FAULTS_OF_FLOWS },
  { title: 'Slots and opening hours', faults: FAULTS_OF_VALUES },
  { title: 'Calls, campaigns and hours', faults: FAULTS_OF_CALLS },
  { title: 'bot.yaml and copy/', faults: FAULTS_OF_BOTS },
  { title: 'Words of agents', faults: FAULTS_OF_AGENT_WORDS },
  { title: 'Chats that try a bot', faults: FAULTS_OF_CHATS },
  { title: 'What is proved before a release is published', faults: FAULTS_OF_PROOFS },
];

export const ALL_FAULTS: readonly Fault[] = FAULT_CHAPTERS.flatMap(({ faults }) => faults);
