/** One of Braze's `errors`, as far as it says what it is about. */
export interface BrazeFault {
  readonly reason: string;
  /** `recipients`, `attributes`, `events`. */
  readonly inputArray: string | undefined;
  readonly index: number | undefined;
}

/** What Braze's answers may hold; everything in it is optional and nothing of it is trusted. */
export interface BrazeBody {
  readonly isObject: boolean;
  readonly message: string | undefined;
  readonly notice: string | undefined;
  readonly dispatchId: string | undefined;
  readonly faults: readonly BrazeFault[];
  /** Whether there is a list of errors at all, be it empty. */
  readonly saysErrors: boolean;
}

/** Keeps a reason short enough for a row and a screen. */
const MAX_REASON_LENGTH = 300;

/** Reads the body of an answer, whatever it is. */
export function readBody(body: unknown): BrazeBody {
  const object = isRecord(body) ? body : {};
  const errors = object['errors'];
  return {
    isObject: isRecord(body),
    message: textOf(object['message']) ?? textOf(object['error']),
    notice: textOf(object['notice']),
    dispatchId: textOf(object['dispatch_id']),
    faults: Array.isArray(errors) ? errors.map(faultOf) : [],
    saysErrors: Array.isArray(errors),
  };
}

function faultOf(error: unknown): BrazeFault {
  if (!isRecord(error)) {
    return { reason: shortened(error), inputArray: undefined, index: undefined };
  }

  const { type, message, input_array: inputArray, index } = error;
  return {
    reason: textOf(type) ?? textOf(message) ?? shortened(error),
    inputArray: textOf(inputArray),
    index: Number.isInteger(index) ? (index as number) : undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_REASON_LENGTH) : undefined;
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.slice(0, MAX_REASON_LENGTH);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
