import { describe, expect, it } from '@jest/globals';

import { A_BOT, aRelease } from '../../../test/support/flow/a-release.ts';
import { type Advance, advance } from '../conversation/advance.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import type { Attachment } from '../media/attachment.ts';

const HELLO = 'flow: hello\nstart: { keywords: [hello] }\nsteps: { greet: { say: Hello. } }\n';
const RELEASE = aRelease([HELLO], A_BOT);
const PHOTO: Attachment = {
  ...{ kind: 'image', media: 'm1', url: 'https://p.example/media/out/t/{{ x }}.png' },
  ...{ name: 'a.png', type: 'image/png', size: 9 },
};

function sends(text: string, attachment: Attachment): Advance {
  const born: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
  const at = new Date(0);
  const held = advance(RELEASE, born, { kind: 'agent-took', agent: 'ann' }, 1, at).state;
  return advance(RELEASE, held, { kind: 'agent-reply', agent: 'ann', text, attachment }, 2, at);
}

describe('a file that an agent sends', () => {
  it('goes by the layout for its kind, word for word', () => {
    const { effects } = sends('Look {{ here }}', PHOTO);

    expect(effects).toMatchObject([{ kind: 'reply', sender: 'agent', survivesFence: true }]);
    expect(JSON.stringify(effects)).toContain(PHOTO.url);
    expect(JSON.stringify(effects)).toContain('Look {{ here }}');
  });

  it('goes without words, too', () => {
    expect(sends('', PHOTO).effects).toHaveLength(1);
  });

  it('is refused where the bot has no layout for it: its words alone would not be what was meant', () => {
    const document = { ...PHOTO, kind: 'document' } as const;

    expect(sends('Look', document)).toMatchObject({
      ...{ outcome: 'ignored', refused: 'no-layout', effects: [] },
    });
  });
});
