import { Text } from '../api/frame/fields.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const MOST_WATCHED = 4;

export class StreamQuery {
  @Text({
    max: 200,
    optional: true,
    pattern: new RegExp(`^${UUID}(?:,${UUID}){0,${String(MOST_WATCHED - 1)}}$`),
    about: `Conversations on the screen, joined by commas; at most ${String(MOST_WATCHED)}.`,
  })
  readonly watch?: string;

  @Text({ max: 100, optional: true, about: 'As the header Last-Event-ID, which goes before it.' })
  readonly last_event_id?: string;

  get watched(): readonly string[] {
    return [...new Set(this.watch?.split(',') ?? [])];
  }
}
