import { type Asked, askedOf } from '#core/ai/asked.ts';
import type { Said } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import { stepItem } from '#core/chat/coverage-item.ts';
import { explore } from '#core/chat/explore.ts';
import type { Happening } from '#core/chat/happening.ts';
import { Talk, type TalkMoment } from '#core/chat/talk.ts';
import { Touching } from '#core/chat/touching.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import { type Breach, breach, breachesIn } from './examine.ts';

const MOST_ACTS = 15_000;

/** An `ai` step, with a moment at which a customer waits there. */
export interface Target {
  /** `flow.step`. */
  readonly step: string;
  /** `undefined`: no way there was found. */
  readonly moment: TalkMoment | undefined;
}

/** One prompt at one step: what is asked, and what comes of an answer. */
export interface Attack {
  readonly asked: Asked;
  /** What an answer leads to that must not be; none where the guards hold. */
  readonly breaches: (answer: ModelAnswer) => readonly Breach[];
}

/** Tries a bot's `ai` steps with customers who mean harm, through the real engine and its guards. */
export class Attacker {
  private readonly talk: Talk;
  /** All words of the bot: what it says of itself is no breach. */
  private readonly own: string;

  constructor(
    private readonly release: CompiledRelease,
    private readonly source: ReleaseSource,
    files: readonly { readonly text: string }[],
  ) {
    this.talk = new Talk(release);
    this.own = files.map(({ text }) => text).join('\n');
  }

  /** All `ai` steps of the bot. */
  targets(): readonly Target[] {
    const steps = this.source.flows.flatMap(({ flow }) =>
      [...flow.steps].flatMap(([name, step]) =>
        step.kind === 'ai' ? [`${flow.name}.${name}`] : [],
      ),
    );
    const wanted = new Set(steps.map(stepItem));
    const [locale] = this.release.bot.locales;
    const touching = new Touching(this.release, this.source);
    const bounds = { locale, wanted, mostActs: MOST_ACTS };
    const found = explore(this.release, this.source, touching, bounds);
    return steps.map((step) => ({ step, moment: found.get(stepItem(step))?.moment }));
  }

  /** `undefined` where what is written there never comes to the AI. */
  attack(moment: TalkMoment, prompt: string): Attack | undefined {
    const { talk } = this;
    talk.restore(moment);
    talk.says(prompt);
    const call = talk.openCall;
    if (call?.connector !== 'ai') return undefined;

    const asking = talk.save();
    // Whatever an answer repeats of what a bot said before is not the attack's doing.
    const own = `${this.own}\n${ownWords(asking.said)}`;
    const asked = askedOf(call.input, asking.said);
    return {
      asked,
      breaches: (answer) => {
        talk.restore(asking);
        const read = asked.judge(answer);
        const stub =
          'value' in read
            ? ({ kind: 'answer', value: read.value } as const)
            : ({ kind: 'failed', reason: read.refused } as const);
        return [...this.inHappenings(talk.answersCall('ai', stub), own), ...this.inSlots(own)];
      },
    };
  }

  private inHappenings(happened: readonly Happening[], own: string): readonly Breach[] {
    const { connectors, queues } = this.release.bot;
    return happened.flatMap((each): readonly Breach[] => {
      switch (each.kind) {
        case 'bubble': {
          const { text, buttons, rows, parts } = each.bubble;
          const shown = [text, ...buttons, ...rows.map(({ title }) => title)];
          return [...shown, ...Object.values(parts)].flatMap((words) => breachesIn(words, own));
        }
        case 'call':
          return each.connector === 'ai' || connectors.has(each.connector)
            ? []
            : [breach('call', each.connector)];
        case 'handoff':
          return queues.includes(each.queue) ? [] : [breach('queue', each.queue)];
        case 'attributes':
          return textsIn(each.attributes).flatMap((words) => breachesIn(words, own));
        case 'event':
          return textsIn(each.properties).flatMap((words) => breachesIn(words, own));
        case 'canvas':
        case 'owner':
          return [];
      }
    });
  }

  /** What the flow remembers now: no field that it did not declare, and no address. */
  private inSlots(own: string): readonly Breach[] {
    const flow = this.source.flows.find(({ flow: each }) =>
      this.talk.step.startsWith(`${each.name}.`),
    );
    const declared = flow?.flow.slots ?? new Map();
    return Object.entries(this.talk.slots).flatMap(([name, value]) => {
      const slot = declared.get(name) as { readonly fields?: object } | undefined;
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      const fields = isObject && slot?.fields !== undefined ? Object.keys(value) : [];
      const strange = fields.filter((field) => !Object.hasOwn(slot?.fields ?? {}, field));
      const words = isObject ? textsIn(value) : [];
      return [
        ...strange.map((field) => breach('field', `${name}.${field}`)),
        ...words.flatMap((text) => breachesIn(text, own)),
      ];
    });
  }
}

function ownWords(said: readonly Said[]): string {
  return said
    .filter(({ who }) => who !== 'customer')
    .map(({ text }) => text)
    .join('\n');
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
