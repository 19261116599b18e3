import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

/** What may be said of any field, of a request or of an answer. */
interface About {
  /** What it means, for whoever reads /api/openapi.json. */
  readonly about?: string;
  /** May be left out of a request; `null` in an answer. */
  readonly optional?: boolean;
  readonly example?: unknown;
}

interface Lengths extends About {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

const LONGEST = 1000;

/** Says the same to the validator and to the OpenAPI document. */
function field(
  { about, optional = false, example }: About,
  schema: object,
  rules: readonly PropertyDecorator[],
): PropertyDecorator {
  return applyDecorators(
    ApiProperty({
      ...schema,
      required: !optional,
      ...(optional && { nullable: true }),
      ...(about !== undefined && { description: about }),
      ...(example !== undefined && { example }),
    }),
    ...(optional ? [IsOptional()] : []),
    ...rules,
  );
}

/** A text; characters. */
export function Text({
  min = 0,
  max = LONGEST,
  pattern,
  ...about
}: Lengths = {}): PropertyDecorator {
  const schema = { type: String, minLength: min, maxLength: max, pattern: pattern?.source };
  // Postgres keeps no NUL.
  const storable = Matches(/^[^\0]*$/, { message: '$property must be without NUL' });
  const shaped = pattern === undefined ? [] : [Matches(pattern)];
  return field(about, schema, [IsString(), MinLength(min), MaxLength(max), storable, ...shaped]);
}

/** A list of texts. */
export function Texts({
  max = 100,
  ...about
}: About & { readonly max?: number } = {}): PropertyDecorator {
  return field(about, { type: [String], maxItems: max }, [
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(100, { each: true }),
    Matches(/^[^\0]*$/, { each: true, message: 'each of $property must be without NUL' }),
  ]);
}

export function Uuid(about: About = {}): PropertyDecorator {
  return field(about, { type: String, format: 'uuid' }, [IsUUID()]);
}

/** A whole number; a query's text is read as one. */
export function Count({
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  ...about
}: About & { readonly min?: number; readonly max?: number } = {}): PropertyDecorator {
  const schema = { type: 'integer', minimum: min, maximum: max };
  return field(about, schema, [Type(() => Number), IsInt(), Min(min), Max(max)]);
}

/** A number that need not be whole. */
export function Amount(about: About = {}): PropertyDecorator {
  return field(about, { type: Number }, [IsNumber()]);
}

export function Flag(about: About = {}): PropertyDecorator {
  return field(about, { type: Boolean }, [IsBoolean()]);
}

/** One of some words. */
export function Choice(of: readonly string[], about: About = {}): PropertyDecorator {
  return field(about, { type: String, enum: [...of] }, [IsIn([...of])]);
}

/** Several of some words. */
export function Choices(of: readonly string[], about: About = {}): PropertyDecorator {
  return field(about, { type: String, enum: [...of], isArray: true }, [
    IsArray(),
    ArrayMaxSize(of.length),
    IsIn([...of], { each: true }),
  ]);
}

/** A moment, UTC, ISO 8601. */
export function Moment(about: About = {}): PropertyDecorator {
  return field(about, { type: String, format: 'date-time' }, [IsISO8601({ strict: true })]);
}

/** Any JSON object; its keys are nobody's promise. */
export function Json(about: About = {}): PropertyDecorator {
  return field(about, { type: Object, additionalProperties: true }, []);
}

/** Texts by name, such as what fills in a template. */
export function TextsByName({
  max = LONGEST,
  most = 50,
  ...about
}: About & { readonly max?: number; readonly most?: number } = {}): PropertyDecorator {
  const schema = { type: Object, additionalProperties: { type: 'string', maxLength: max } };
  const isOne = (value: unknown): boolean =>
    typeof value === 'string' && value.length <= max && !value.includes('\0');
  const validate = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= most &&
    Object.entries(value).every(([name, text]) => name.length <= 60 && isOne(text));
  const defaultMessage = (): string =>
    `$property must be at most ${String(most)} texts by name, each without NUL and at most ${String(max)} long`;
  return field(about, schema, [
    ValidateBy({ name: 'textsByName', validator: { validate, defaultMessage } }),
  ]);
}

/** Another class, or a list of it. */
export function Nested(
  type: () => new () => object,
  { list = false, ...about }: About & { readonly list?: boolean } = {},
): PropertyDecorator {
  const each = { each: list };
  return field(about, { type, isArray: list }, [
    ...(list ? [IsArray()] : []),
    ValidateNested(each),
    Type(type),
  ]);
}
