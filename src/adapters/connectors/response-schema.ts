import { Ajv, type ValidateFunction } from 'ajv';

/** Formats are not looked at, and unknown words pass: schemas come from many hands. */
const OPTIONS = { strict: false, validateFormats: false, logger: false } as const;

/**
 * A JSON Schema, ready to be asked.
 *
 * @throws Error with what is wrong with it
 */
export function compileSchema(schema: Readonly<Record<string, unknown>>): ValidateFunction {
  return new Ajv(OPTIONS).compile(schema);
}
