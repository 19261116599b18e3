/** What a field of the answer may be; of an object slot's fields those that a model can fill. */
export interface FieldForm {
  readonly type: string;
  /** Of a choice, or of `some`, a list of them. */
  readonly options?: readonly string[];
  /** Of a list: what its items are, single values; without it they are not for models. */
  readonly of?: FieldForm;
}
export type AnswerForm = Readonly<Record<string, FieldForm>>;

/** What every answer has: what is said, and whether a person should go on. */
const ALWAYS: AnswerForm = { text: { type: 'text' }, handoff: { type: 'boolean' } };

const JSON_TYPES: Readonly<Record<string, string>> = {
  ...{ number: 'number', integer: 'integer', boolean: 'boolean' },
};

/** All fields of an answer, those of every answer first. */
export function fieldsOf(form: AnswerForm): AnswerForm {
  return { ...ALWAYS, ...form };
}

/**
 * A JSON Schema that a model is held to: every field is there, and `null` where it knows nothing.
 *
 * @see https://platform.openai.com/docs/guides/structured-outputs
 */
export function schemaOf(
  form: AnswerForm,
  writes: AnswerForm = {},
): Readonly<Record<string, unknown>> {
  const own = objectOf(fieldsOf(form));
  if (Object.keys(writes).length === 0) return own;
  const properties = { ...own.properties, [WRITES]: objectOf(writes) };
  return {
    ...own,
    properties,
    required: [...own.required.filter((name) => name !== WRITES), WRITES],
  };
}

function objectOf(form: AnswerForm): {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
} & Readonly<Record<string, unknown>> {
  const fields = Object.entries(form);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, propertyOf(field)])),
    required: fields.map(([name]) => name),
    additionalProperties: false,
  };
}

function propertyOf({ type, options, of }: FieldForm): Readonly<Record<string, unknown>> {
  if (type === 'list' && of !== undefined) return { type: ['array', 'null'], items: itemOf(of) };
  if (type === 'some') return { type: 'array', items: { type: 'string', enum: options ?? [] } };
  if (type === 'choice' && options !== undefined) {
    return { type: ['string', 'null'], enum: [...options, null] };
  }
  return { type: [JSON_TYPES[type] ?? 'string', 'null'] };
}

/** An item is there, or it is not: it is never `null`. */
function itemOf({ type, options }: FieldForm): Readonly<Record<string, unknown>> {
  const item = { type: JSON_TYPES[type] ?? 'string' };
  return type === 'choice' && options !== undefined ? { ...item, enum: options } : item;
}

/** By this name an answer tells what it rests on; a slot may keep it, and no model fills it freely. */
export const SOURCES = 'sources';

/** By this name an answer tells what the customer may tap. */
export const BUTTONS = 'buttons';

/** Under this name stands what is to be noted of the customer. */
export const WRITES = 'writes';
/** By these names an answer leads into a flow. */
export const FLOW = 'flow';
const CONFIDENCE = 'confidence';

/**
 * The form as a model is asked for it: with the sources that it may name and the flows that it may
 * lead into, where there are any.
 */
export function askedForm(
  form: AnswerForm,
  sources: readonly string[],
  flows: readonly string[] = [],
): AnswerForm {
  const rest = Object.fromEntries(Object.entries(form).filter(([name]) => name !== SOURCES));
  return {
    ...rest,
    ...(sources.length > 0 && { [SOURCES]: { type: 'some', options: sources } }),
    ...(flows.length > 0 && {
      [FLOW]: { type: 'choice', options: flows },
      [CONFIDENCE]: { type: 'number' },
    }),
  };
}

/** The form that a call brings, whatever stands in its row. */
export function formIn(given: unknown): AnswerForm {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, field]: [string, unknown]) => {
      const form = fieldIn(field);
      return form === undefined ? [] : [[name, form]];
    }),
  );
}

function fieldIn(given: unknown): FieldForm | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { type, options, of } = given as Readonly<Partial<Record<keyof FieldForm, unknown>>>;
  if (typeof type !== 'string') return undefined;
  const values = Array.isArray(options)
    ? options.filter((option): option is string => typeof option === 'string')
    : undefined;
  const item = type === 'list' ? fieldIn(of) : undefined;
  return {
    type,
    ...(values !== undefined && { options: values }),
    ...(item !== undefined && { of: item }),
  };
}
