import { type ServedSandbox, serveSandbox } from '../sandbox/serve-sandbox.ts';

/** A reply as it reached Braze. */
export interface ReceivedReply {
  readonly customer: string;
  /** `<conversation>:<seq>:<idx>`. */
  readonly replyId: string;
}

interface TriggerBody {
  readonly recipients: readonly {
    readonly external_user_id?: string;
    readonly trigger_properties: { readonly reply_id: string };
  }[];
}

/** A sandbox Braze that outlives the Parleys it is called by, and notes every reply it took. */
export class WatchedBraze {
  readonly received: ReceivedReply[] = [];

  private constructor(readonly served: ServedSandbox) {
    served.sandbox.feed.listen((event) => {
      if (event.kind !== 'call' || !event.call.path.startsWith('/campaigns/trigger/send')) return;
      if (event.call.status !== undefined && event.call.status >= 300) return;
      this.note(event.call.body as TriggerBody);
    });
  }

  static async open(latencyMs: number): Promise<WatchedBraze> {
    return new WatchedBraze(
      await serveSandbox({ restKey: 'rest-key', adoptsStrangers: true, latencyMs }),
    );
  }

  /** What a Parley needs to call it. */
  get environment(): Readonly<Record<string, string>> {
    return { BRAZE_REST_URL: this.served.url, BRAZE_API_KEY: 'rest-key' };
  }

  close(): Promise<void> {
    return this.served.close();
  }

  private note({ recipients }: TriggerBody): void {
    for (const { external_user_id: customer = '', trigger_properties: properties } of recipients) {
      this.received.push({ customer, replyId: properties.reply_id });
    }
  }
}
