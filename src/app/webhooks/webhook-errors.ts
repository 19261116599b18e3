import { AppError } from '#core/app-error.ts';

export class NoSuchWebhook extends AppError {
  override readonly code = 'webhook.not-found';
  override readonly kind = 'not-found';

  constructor(id: string) {
    super('There is no such webhook: GET /api/webhooks lists them', { id });
  }
}

export class WebhookAddressRefused extends AppError {
  override readonly code = 'webhook.address-refused';
  override readonly kind = 'invalid';

  constructor(why: string) {
    super(`This address cannot be told anything: ${why}`, {});
  }
}

/** It would be told nothing, and nobody would know why. */
export class NoSuchQueueToTellOf extends AppError {
  override readonly code = 'webhook.unknown-queue';
  override readonly kind = 'invalid';

  constructor(queues: readonly string[], known: readonly string[]) {
    const names = queues.map((queue) => JSON.stringify(queue)).join(', ');
    super(`There is no queue ${names}: bot.yaml has ${known.join(', ') || 'none yet'}`, { queues });
  }
}

export class WebhookIsBuiltIn extends AppError {
  override readonly code = 'webhook.built-in';
  override readonly kind = 'conflict';

  constructor(id: string) {
    super('This one comes from PARLEY_CHATWOOT_URL: change that instead', { id });
  }
}
