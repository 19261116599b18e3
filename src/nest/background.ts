import type { INestApplication } from '@nestjs/common';

import type { PostgresReplicaRegistry } from '#adapters/postgres/replicas/postgres-replica-registry.ts';
import {
  campaignOfLayout,
  campaignsOfTemplate,
  canvasOf,
} from '#adapters/sandbox/messaging/campaign-of-layout.ts';
import { ForgetOldCalls } from '#app/calls/forget-old-calls.ts';
import { LookAfterFeedback } from '#app/feedback/look-after-feedback.ts';
import { FireTimers } from '#app/fire-timers/fire-timers.ts';
import { FollowQueueSwitches } from '#app/handoff/follow-queue-switches.ts';
import { GiveOut } from '#app/handoff/give-out.ts';
import { ForgetOldKeys } from '#app/housekeeping/forget-old-keys.ts';
import { LookAfterLive } from '#app/live/look-after-live.ts';
import { ReleaseStore } from '#app/ports/release-store.ts';
import { ReplicaRegistry } from '#app/ports/replica-registry.ts';
import { FollowLiveRelease } from '#app/releases/follow-live-release.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';
import { PublishRelease } from '#app/releases/publish-release.ts';
import { FileChatsNow } from '#app/reports/file-chats-now.ts';
import { FindUntoldWords } from '#app/words/find-untold-words.ts';
import { TellWords } from '#app/words/tell-words.ts';

import { OwnCalls } from './call.providers.ts';
import { OwnWorkers } from './delivery.providers.ts';
import { MediaWorker } from './media.providers.ts';
import type { OpenSandbox } from './open-sandbox.ts';
import { OwnLooks } from './profile.providers.ts';
import { FOLDER, type FolderPublisher, publishFolder, watchFolder } from './publish-folder.ts';
import { Runtime } from './runtime.ts';
import { NoticeWorker } from './webhook.providers.ts';

/** What goes on without being asked: heartbeats, releases, timers, deliveries. */
export class Background {
  private endWatching: () => void = () => undefined;
  /** Notices that were given already: once is enough for all saves of a folder. */
  private readonly said = new Set<string>();

  constructor(
    private readonly app: INestApplication,
    private readonly sandbox: OpenSandbox | undefined,
    private readonly say: (text: string) => void,
  ) {}

  async start(): Promise<void> {
    const { isWorker } = this.app.get(Runtime);
    // Leases name this replica: it must be known before the first reply is born.
    await this.replicas.start();
    await this.startFlows();
    this.app.get(LookAfterLive).start();
    if (!isWorker) return;

    this.app.get(OwnWorkers).workers?.start();
    this.app.get(OwnCalls).worker?.start();
    this.app.get(OwnLooks).fetchAttributes?.start();
    this.app.get(FireTimers).start();
    this.app.get(GiveOut).start();
    this.app.get(ForgetOldKeys).start();
    this.app.get(FindUntoldWords).start();
    this.app.get(ForgetOldCalls).start();
    this.app.get(LookAfterFeedback).start();
    this.app.get(MediaWorker).start();
    this.app.get(FileChatsNow).start();
    await this.app.get(NoticeWorker).start();
  }

  /** Nothing new begins, what is on the wire is settled, what is left is given back. */
  async stop(): Promise<void> {
    this.endWatching();
    this.app.get(FireTimers).stop();
    this.app.get(GiveOut).stop();
    this.app.get(ForgetOldKeys).stop();
    this.app.get(FindUntoldWords).stop();
    this.app.get(ForgetOldCalls).stop();
    this.app.get(LookAfterFeedback).stop();
    this.app.get(FollowLiveRelease).stop();
    this.app.get(FollowQueueSwitches).stop();
    this.app.get(LookAfterLive).stop();
    await this.app.get(FileChatsNow).stop();
    await this.app.get(NoticeWorker).stop();
    await this.app.get(MediaWorker).stop();
    // First: what answers still bring is said by the others.
    await this.app.get(OwnCalls).worker?.stop();
    await this.app.get(OwnLooks).fetchAttributes?.stop();
    await this.app.get(OwnWorkers).workers?.stop();
    await this.app.get(TellWords).stop();
  }

  /** The last word: from here on others take over whatever is still in this process' name. */
  async leave(): Promise<void> {
    await this.replicas.stop();
  }

  private get replicas(): PostgresReplicaRegistry {
    return this.app.get<PostgresReplicaRegistry>(ReplicaRegistry);
  }

  private async startFlows(): Promise<void> {
    const { environment } = this.app.get(Runtime);
    const releases = this.app.get(KnownReleases);
    const isDevelopment = environment.PARLEY_ENV === 'development';
    const publisher: FolderPublisher = {
      publish: this.app.get(PublishRelease),
      releases,
      say: this.say,
      published: () => {
        this.tellSandbox();
        this.sayWhatIsMissing();
      },
      unproved: isDevelopment,
    };
    const live = await this.app.get(ReleaseStore).live();
    // Files saved while Parley was not running count too, unless a person has published since.
    if (live === undefined || (isDevelopment && live.by === FOLDER)) {
      await publishFolder(environment.PARLEY_FLOWS, publisher);
    }
    await this.app.get(FollowLiveRelease).start();
    await this.app.get(FollowQueueSwitches).start();
    this.tellSandbox();
    this.sayWhatIsMissing();
    if (isDevelopment) this.endWatching = watchFolder(environment.PARLEY_FLOWS, publisher);
  }

  private sayWhatIsMissing(): void {
    const { connectors } = this.app.get(KnownReleases).live()?.release.bot ?? {};
    const notices = this.app.get(OwnCalls).worker?.notices(connectors?.keys() ?? []) ?? [];
    for (const notice of notices.filter((each) => !this.said.has(each))) {
      this.said.add(notice);
      this.say(notice);
    }
  }

  /** Nobody makes campaigns and Canvases by hand in the sandbox: it has those that the bot names. */
  private tellSandbox(): void {
    const {
      layouts = [],
      canvases = [],
      desk,
    } = this.app.get(KnownReleases).live()?.release.bot ?? {};
    const templates = [...(desk?.templates.values() ?? [])];
    const campaigns = [
      ...[...layouts].map(([name, layout]) => campaignOfLayout(name, layout)),
      ...templates.flatMap(campaignsOfTemplate),
    ];
    this.sandbox?.braze.knowCampaigns(campaigns);
    this.sandbox?.braze.knowCanvases([...canvases].map(([name, canvas]) => canvasOf(name, canvas)));
  }
}
