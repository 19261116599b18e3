import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What Prometheus reads at /metrics.
 *
 * A registry of its own, so that two services in one process (as in tests) do not share figures.
 */
export class Metrics {
  private readonly registry = new Registry();

  readonly webhooks = new Counter({
    name: 'parley_webhooks_total',
    help: 'Requests at the webhook, by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly webhookSecrets = new Counter({
    name: 'parley_webhook_secret_uses_total',
    help: 'Uses of each secret in force, from 0: one that stands still can be retired',
    labelNames: ['secret'],
    registers: [this.registry],
  });
  readonly currents = new Counter({
    name: 'parley_currents_total',
    help: 'Requests of Currents, by what became of them',
    labelNames: ['outcome'],
    registers: [this.registry],
  });
  readonly feedback = new Counter({
    name: 'parley_feedback_total',
    help: 'What Currents told, by what it was or came to',
    labelNames: ['news'],
    registers: [this.registry],
  });
  readonly deliveries = new Counter({
    name: 'parley_deliveries_total',
    help: 'Replies and write-backs, by what became of them',
    labelNames: ['channel', 'outcome'],
    registers: [this.registry],
  });
  readonly oldestDueSeconds = new Gauge({
    name: 'parley_oldest_due_seconds',
    help: 'How long the oldest due reply or write-back has waited',
    labelNames: ['channel'],
    registers: [this.registry],
  });
  readonly calls = new Counter({
    name: 'parley_calls_total',
    help: 'Questions to other systems and the AI, by what became of them',
    labelNames: ['target', 'outcome'],
    registers: [this.registry],
  });
  readonly callSeconds = new Histogram({
    name: 'parley_call_seconds',
    help: 'How long one attempt of a call took',
    labelNames: ['target'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60],
    registers: [this.registry],
  });
  readonly aiTokens = new Counter({
    name: 'parley_ai_tokens_total',
    help: 'Tokens of questions to models and of their answers',
    labelNames: ['model', 'part'],
    registers: [this.registry],
  });
  readonly aiCost = new Counter({
    name: 'parley_ai_cost_total',
    help: 'What models cost by PARLEY_AI_PRICES, in PARLEY_AI_CURRENCY',
    labelNames: ['model'],
    registers: [this.registry],
  });
  readonly aiUsedUp = new Counter({
    name: 'parley_ai_budget_used_up_total',
    help: 'Questions that were not asked, and turns that were broken off, for want of a budget',
    labelNames: ['budget', 'measure'],
    registers: [this.registry],
  });
  readonly aiDay = new Gauge({
    name: 'parley_ai_day_used',
    help: 'What all replicas together have used in 24 hours, as it was last looked up',
    labelNames: ['measure'],
    registers: [this.registry],
  });
  readonly aiDayMost = new Gauge({
    name: 'parley_ai_day_most',
    help: 'The most of it in 24 hours',
    labelNames: ['measure'],
    registers: [this.registry],
  });
  readonly paused = new Gauge({
    name: 'parley_sending_paused',
    help: '1 while `parley pause` keeps everything from leaving for Braze',
    registers: [this.registry],
  });
  readonly budgetLeft = new Gauge({
    name: 'parley_budget_left',
    help: 'What all replicas together have left of a budget in its window, when a slice was taken last',
    labelNames: ['budget'],
    registers: [this.registry],
  });
  readonly endpointClosed = new Gauge({
    name: 'parley_endpoint_closed',
    help: '1 while no call is made: halted waits for a person, throttled for Braze’s window, failing for Braze',
    labelNames: ['endpoint', 'because'],
    registers: [this.registry],
  });
  readonly parkedEvents = new Counter({
    name: 'parley_parked_events_total',
    help: 'Events that were stored and not applied: look into each of them',
    registers: [this.registry],
  });
  readonly incidents = new Counter({
    name: 'parley_incidents_total',
    help: 'Work in the background that failed and is tried again',
    labelNames: ['what'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Adds a figure that is read when it is asked for. */
  watch(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: () => {
        gauge.set(read());
      },
    });
  }

  /** In Prometheus' text format. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
