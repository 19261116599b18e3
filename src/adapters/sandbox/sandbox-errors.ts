import { AppError } from '#core/app-error.ts';

/** A request to the sandbox's own API is not of its form. */
export class SandboxRequestInvalid extends AppError {
  override readonly code = 'sandbox.request-invalid';
  override readonly kind = 'invalid';

  constructor(problems: readonly string[]) {
    super(problems.join('. '), { problems });
  }
}

/** Nobody in the workspace has this id. */
export class SandboxUserUnknown extends AppError {
  override readonly code = 'sandbox.user-unknown';
  override readonly kind = 'not-found';

  constructor(id: string) {
    const cure = 'create one with POST /sandbox/api/users {"external_id": "…"}';
    super(`No user has the external id, Braze id or phone number "${id}": ${cure}`, { id });
  }
}

/** The sandbox's API has no such route. */
export class SandboxRouteUnknown extends AppError {
  override readonly code = 'sandbox.route-unknown';
  override readonly kind = 'not-found';

  constructor(method: string, path: string) {
    super(`There is no ${method} ${path}: GET /sandbox/api lists all routes`, { method, path });
  }
}
