import type { WriteBack } from '#core/conversation/effect.ts';

import { optionIds, type SlotShape } from '../../model/slot.ts';
import type { StepOfKind } from '../../model/step.ts';
import { askedBy, flowsOf, mostAskedOf } from '../../model/steps/ai.ts';
import { compileCopy } from '../copy.ts';
import { fitted } from '../fitting.ts';
import type { FlowContext } from '../flow-context.ts';
import { inputMaker } from '../input-maker.ts';
import type { Action, Given } from '../state-config.ts';
import type { StepPlace } from '../step-place.ts';
import { ownWords } from './own-words.ts';

type AiStep = StepOfKind<'ai'>;
type Maker = (context: FlowContext) => Record<string, unknown>;

/** What whoever answers an `ai` step is told: made at the moment of asking. */
export function aiInput(step: AiStep, place: StepPlace): Maker {
  const { titles, sensitiveQuestions: hidden } = place.bot;
  const { knowledge, save = '' } = step;
  const instructions = compileCopy(step.ai);
  const ownIn = ownWords(step.ai, place.slots);
  const slot = place.slots.get(save);
  const flows = flowsOf(step).map((name) => [name, titles.get(name) ?? name] as const);
  const writes = step.tools?.writes;
  const fixed = {
    ...(hidden.length > 0 && { hidden }),
    ...(flows.length > 0 && { flows: Object.fromEntries(flows) }),
    ...(slot?.type === 'object' && { answer: answerForm(slot.fields) }),
    ...(writes !== undefined && { writes: answerForm(writes) }),
    ...(knowledge !== undefined && { knowledge }),
  };
  const tools = toolsMaker(step);
  const known = knownMaker(step, place);
  return (context) => ({
    ...{ instructions: instructions(context), ...ownPart(ownIn(context)), ...fixed },
    ...(knowledge !== undefined && { locale: context.locale }),
    ...tools?.(context),
    ...known?.(context),
  });
}

function ownPart(own: string | undefined): { readonly own?: string } {
  return own === undefined ? {} : { own };
}

/** The connectors that may be asked, with what binds them to this customer as it is now. */
function toolsMaker(step: AiStep): Maker | undefined {
  const asked = askedBy(step);
  if (asked.length === 0) return undefined;
  const most = mostAskedOf(step.tools ?? {});
  const makers = asked.map(({ call: connector, about, with: bound, asks = {} }) => {
    const make = inputMaker(bound);
    return (context: FlowContext) => ({ connector, about, asks, with: make(context) });
  });
  return (context) => ({ tools: { connectors: makers.map((make) => make(context)), most } });
}

/** Values of the slots that it may see, without those that are unset; of sensitive ones none. */
function knownMaker({ sees = [] }: AiStep, { slots }: StepPlace): Maker | undefined {
  const seen = sees.filter((name) => slots.get(name)?.sensitive !== true);
  if (seen.length === 0) return undefined;
  return ({ slots: values }) => {
    const known = seen.map((name) => [name, values[name] ?? null] as const);
    const set = known.filter(([, value]) => value !== null && value !== '');
    return set.length === 0 ? {} : { known: Object.fromEntries(set) };
  };
}

/** What an AI has noted of the customer, each value in its type; nothing else is written. */
export function noting(step: AiStep, { id }: StepPlace): readonly Action[] {
  const writes = Object.entries(step.tools?.writes ?? {});
  if (writes.length === 0) return [];
  const make = ({ event }: Given): WriteBack | undefined => {
    const noted = notesIn(event.result);
    const values = writes.map(([name, shape]) => [name, fitted(noted[name], shape)] as const);
    const attributes = Object.fromEntries(values.filter(([, value]) => value !== null));
    if (Object.keys(attributes).length === 0) return undefined;
    return { kind: 'write-back', step: id, attributes };
  };
  return [{ type: 'write-back', params: make }];
}

function notesIn(result: unknown): Readonly<Record<string, unknown>> {
  if (typeof result !== 'object' || result === null) return {};
  const { writes } = result as { readonly writes?: unknown };
  return typeof writes === 'object' && writes !== null ? { ...writes } : {};
}

/** What an answer is made of, of fields as slots have them. */
function answerForm(fields: Readonly<Record<string, SlotShape>> = {}): Record<string, unknown> {
  const forms = Object.entries(fields).map(([name, field]) => [name, fieldForm(field)] as const);
  return Object.fromEntries(forms);
}

/** Lists are filled with single values; what lies deeper is a connector's to give. */
function fieldForm(field: SlotShape): Record<string, unknown> {
  const { type, of } = field;
  if (type === 'choice') return { type, options: optionIds(field) };
  const isFlat = type === 'list' && of !== undefined && of.type !== 'object' && of.type !== 'list';
  return isFlat ? { type, of: fieldForm(of) } : { type };
}
