import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { NodeMediaSeals } from '#adapters/access/node-media-seals.ts';
import type { MediaName } from '#app/ports/media-shelf.ts';

import { FakeMediaShelf } from '../../../test/support/media/fake-media-shelf.ts';
import { aPng } from '../../../test/support/media/sample-files.ts';
import { AttachmentsAreOff, NoSuchMedia } from './media-errors.ts';
import { PublicMedia } from './public-media.ts';

const CONVERSATION = '01932f6e-7c1a-7bbd-9d2c-0242ac120002';
const DAY_MS = 86_400_000;
const seals = new NodeMediaSeals();

describe('PublicMedia', () => {
  let shelf: FakeMediaShelf;
  let links: PublicMedia;

  beforeEach(() => {
    shelf = new FakeMediaShelf();
    links = new PublicMedia(shelf, seals, 'https://parley.example/');
  });

  async function brings(name = 'photo.png'): Promise<MediaName> {
    const file = { bytes: aPng(), type: 'image/png', name, by: 'ann', key: seals.newKey() };
    return { conversationId: CONVERSATION, id: await shelf.bring(CONVERSATION, file) };
  }

  async function urlOf(name: MediaName): Promise<string> {
    const found = await shelf.outgoing(name);
    if (found === undefined) throw new Error('nothing was brought');
    return links.urlOf(name, found);
  }

  const tokenIn = (url: string): string => new URL(url).pathname.split('/')[3] ?? '';

  it('gives a file out under its address, for three days', async () => {
    const url = await urlOf(await brings('café ☕.png'));

    expect(url).toMatch(
      /^https:\/\/parley\.example\/media\/out\/[\w.-]+\/caf%C3%A9%20%E2%98%95\.png$/,
    );
    shelf.nowMs += 3 * DAY_MS;
    expect(await links.open(tokenIn(url), undefined)).toMatchObject({
      ...{ type: { served: 'image/png', inline: true }, size: aPng().byteLength },
    });
    shelf.nowMs += 1;
    await expect(links.open(tokenIn(url), undefined)).rejects.toThrow(NoSuchMedia);
  });

  it('opens nothing for an address in which anything was changed', async () => {
    const token = tokenIn(await urlOf(await brings()));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom(...'0123456789abcdefAZ_-.~'.split(/(?:)/)),
        async (at, letter) => {
          const changed = `${token.slice(0, at)}${letter}${token.slice(at + 1)}`;
          fc.pre(changed !== token);
          // The last letter of 43 carries two bits that mean nothing; text is compared, and not bits.
          await expect(links.open(changed, undefined)).rejects.toThrow(NoSuchMedia);
        },
      ),
    );
  });

  it('opens nothing for whatever else is asked', async () => {
    await brings();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (token) => {
        await expect(links.open(token, undefined)).rejects.toThrow(NoSuchMedia);
      }),
    );
  });

  it('opens one file by no other’s signature, nor a file that was deleted', async () => {
    const [one, two] = [await brings(), await brings()];
    const [first, second] = [tokenIn(await urlOf(one)), tokenIn(await urlOf(two))];
    const swapped = [...first.split('.').slice(0, 3), second.split('.')[3]].join('.');

    await expect(links.open(swapped, undefined)).rejects.toThrow(NoSuchMedia);
    await shelf.forgetOlderThan();
    await expect(links.open(first, undefined)).rejects.toThrow(NoSuchMedia);
  });

  it('makes no address where the world does not find Parley', async () => {
    const name = await brings();
    const found = await shelf.outgoing(name);
    const off = new PublicMedia(shelf, seals, undefined);

    expect(off.isOn).toBe(false);
    expect(() => found && off.urlOf(name, found)).toThrow(AttachmentsAreOff);
  });
});
