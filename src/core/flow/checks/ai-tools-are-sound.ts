import type { SlotShape } from '../model/slot.ts';
import { slotsInReach } from '../model/slots-in-reach.ts';
import type { StepOfKind } from '../model/step.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { slotFindings } from './slot-findings.ts';
import { stepsOf } from './words-of.ts';

type AiStep = StepOfKind<'ai'>;
type Bot = Parameters<FlowCheck>[1]['bot'];

/** What an AI may ask, note and see can be asked, noted and seen, and nothing may be done twice by it. */
export const aiToolsAreSound: FlowCheck = ({ flow, source }, { bot }) => {
  const slots = slotsInReach(bot, flow);
  return stepsOf(flow)
    .flatMap(([step, base]) =>
      step.kind === 'ai'
        ? [
            ...connectorFindings(step, base, bot),
            ...noteFindings(step, base),
            ...sightFindings(step, base, slots),
          ]
        : [],
    )
    .map((found) => source.problem(found));
};

function connectorFindings({ tools }: AiStep, base: Path, bot: Bot): Finding[] {
  const asked = tools?.connectors ?? [];
  const at = [...base, 'tools', 'connectors'];
  return asked.flatMap(({ call, with: bound = {}, asks = {} }, index) => {
    const policy = bot.connectors?.[call]?.policy;
    const first = asked.findIndex((other) => other.call === call);
    return [
      ...(policy === 'once' ? [onceOnly(call, [...at, index, 'call'])] : []),
      ...(first < index ? [namedTwice(call, [...at, index, 'call'])] : []),
      ...Object.keys(asks)
        .filter((name) => Object.hasOwn(bound, name))
        .map((name) => boundAndAsked(name, [...at, index, 'asks', name])),
      ...shapeFindings(asks, [...at, index, 'asks']),
    ];
  });
}

function onceOnly(call: string, path: Path): Finding {
  return {
    ...{ code: 'flow.tool-once', path },
    message: `"${call}" must not be asked twice, and an AI asks what and when it likes`,
    cure: 'Ask it by a `call` step of its own, which the customer has agreed to before.',
  };
}

function namedTwice(call: string, path: Path): Finding {
  return {
    ...{ code: 'flow.bad-tool', path },
    message: `"${call}" stands here twice`,
    cure: 'Keep one of the two, with all that it asks.',
  };
}

function boundAndAsked(name: string, path: Path): Finding {
  return {
    ...{ code: 'flow.bad-tool', path, atKey: true },
    message: `"${name}" is bound by \`with\`, and left to the AI as well`,
    cure: 'Keep it under `with` where it says who the customer is; else under `asks`.',
  };
}

function noteFindings({ tools }: AiStep, base: Path): Finding[] {
  return shapeFindings(tools?.writes ?? {}, [...base, 'tools', 'writes']);
}

/** Single values only: what providers hold a model to is plain. */
function shapeFindings(shapes: Readonly<Record<string, SlotShape>>, at: Path): Finding[] {
  return Object.entries(shapes).flatMap(([name, shape]) => {
    const path = [...at, name];
    if (shape.type !== 'object' && shape.type !== 'list') {
      return slotFindings(shape, path);
    }
    const message = `An AI gives single values, and "${name}" is of type ${shape.type}`;
    const cure = 'Ask for its parts one by one.';
    return [{ code: 'flow.bad-tool', path, message, cure, atKey: true }];
  });
}

type Slots = ReturnType<typeof slotsInReach>;

function sightFindings({ sees = [] }: AiStep, base: Path, slots: Slots): Finding[] {
  return sees.flatMap((name, index): Finding[] => {
    const path = [...base, 'sees', index];
    const slot = slots.get(name);
    if (slot === undefined) {
      return [
        {
          ...{ code: 'flow.unknown-slot', path, oneOf: { given: name, among: slots.keys() } },
          message: `There is no slot "${name}"`,
          cure: `Declare it: \`slots: { ${name}: { type: text } }\`; in bot.yaml with \`attribute\`, where the profile has it.`,
        },
      ];
    }
    if (slot.sensitive !== true) return [];
    return [
      {
        ...{ code: 'flow.sensitive-seen', path },
        message: `"${name}" is sensitive, and an AI is told of what it sees`,
        cure: 'Remove it from `sees`.',
      },
    ];
  });
}
