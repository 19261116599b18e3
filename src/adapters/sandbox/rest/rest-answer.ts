/** What a REST call is answered; the listener adds the headers. */
export interface RestAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Sent as a page instead of the body: what a gateway says in Braze's place. */
  readonly page?: string;
}

export function ok(body: RestAnswer['body']): RestAnswer {
  return { status: 200, body: { message: 'success', ...body } };
}

export function created(body: RestAnswer['body']): RestAnswer {
  return { status: 201, body: { message: 'success', ...body } };
}

/** A fatal error in Braze's form: nothing of the call was carried out. */
export function refused(status: number, message: string, errors?: readonly unknown[]): RestAnswer {
  return { status, body: errors === undefined ? { message } : { message, errors } };
}

/** 201 although nothing will be sent: the target is paused or archived. No dispatch id. */
export function noticed(what: 'campaign' | 'Canvas', state: 'paused' | 'archived'): RestAnswer {
  const cure = state === 'paused' ? 'Resume' : 'Unarchive';
  const notice = `The ${what} is ${state}. ${cure} the ${what} to ensure trigger requests will take effect.`;
  return created({ notice });
}
