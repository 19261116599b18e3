import { nextMessage, PATH } from '../processes/children.js';

/** The model of a run: it answers each question well, after a while. */
export class SlowModel {
  static async start(children, { modelMs }) {
    const args = ['bench/ai/slow-model.js', String(modelMs)];
    const child = children.start('model', process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH },
    });
    const [, url] = await child.says(/listening on (\S+)/);
    return new SlowModel(child, url);
  }

  constructor(child, url) {
    this.child = child;
    this.url = url;
  }

  /** What the service has to know of it. */
  get environment() {
    return {
      PARLEY_AI_BASE_URL: this.url,
      PARLEY_AI_MODEL: 'stand-in',
      PARLEY_AI_TOKENS_PER_DAY: '1000000000',
      PARLEY_AI_TOKENS_PER_CHAT: '1000000000',
    };
  }

  /** Questions that it has under way now. */
  async underWay() {
    const heard = nextMessage(this.child);
    this.child.process.send('how many?');
    const { asked, answered } = await heard;
    return asked - answered;
  }
}
