import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { echoParley } from '../support/browser/echo-parley.ts';
import { openBrowser } from '../support/browser/open-browser.ts';
import { type ServedPhone, servePhone } from '../support/browser/serve-phone.ts';

let served: ServedPhone;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  served = await servePhone(echoParley);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

beforeEach(() => openPage({}));

afterEach(async () => {
  await context.close();
  served.sandbox.reset();
});

async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await browser.newContext({ locale: 'en-GB', ...options });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${served.url}/phone`);
}

async function reopen(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  await context.close();
  await openPage(options);
}

async function startChat(name = 'Ana'): Promise<void> {
  await page.getByLabel('First name').fill(name);
  await page.getByLabel('External id').fill(name.toLowerCase());
  await page.getByRole('button', { name: 'Start chat' }).click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
}

async function write(text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
}

async function seeInChat(text: string): Promise<void> {
  await page.getByRole('log').getByText(text, { exact: true }).waitFor();
}

async function axeFaults(): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe('the phone page', () => {
  it('sends what the customer writes and shows the answer live, the profile beside it', async () => {
    await startChat();
    await write('hello');

    await seeInChat('You said: hello');
    const profile = page.getByRole('region', { name: 'Profile in Braze' });
    await profile.getByText('last_message').waitFor();
    await profile.getByText('changed').waitFor();
    await page.getByRole('region', { name: 'Events' }).getByText('Message answered').waitFor();
    await page.getByText('POST /campaigns/trigger/send').first().waitFor();
  });

  it('answers a quick reply with the text of its button', async () => {
    await startChat();
    await write('menu');
    await page.getByRole('button', { name: 'Opening hours' }).click();

    await seeInChat('You said: Opening hours');
  });

  it('answers a list with the title and description of its row, by keyboard alone', async () => {
    await startChat();
    await write('list');
    await page.getByRole('button', { name: 'See orders' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: 'AB123456 Two shirts' }).press('Enter');

    await page.getByRole('log').getByText('You said: AB123456').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('says why WhatsApp refused a message, and why Braze did not send one', async () => {
    await startChat();
    await write('long');
    await page.getByText('4097 characters').waitFor();

    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    await page.getByText('Unsubscribed: Braze silently sends nothing').waitFor();
    await write('hello');

    await page.getByText('Braze did not send this').waitFor();
  });

  it('shows the address of an image that cannot be loaded', async () => {
    await startChat();
    await write('photo');

    await seeInChat('http://127.0.0.1:9/photo.png');
    await seeInChat('Your parcel');
  });

  it('plays a fault and moves the clock', async () => {
    await startChat();
    await write('hello');
    await seeInChat('You said: hello');

    await page.getByLabel('Fault', { exact: true }).selectOption('cut-before');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.getByRole('button', { name: /^Remove/ }).waitFor();
    await write('lost in transit');
    await page.getByText('cut-before').first().waitFor();
    await page.getByRole('button', { name: 'Move ahead by 25h' }).click();

    await page.getByText('The 24-hour window is over').waitFor();
  });

  it('finds the same chat after a reload', async () => {
    await startChat();
    await write('remember me');
    await seeInChat('You said: remember me');

    await page.reload();

    await seeInChat('You said: remember me');
  });

  it('brings the customer back when the sandbox has forgotten everybody', async () => {
    await startChat();
    await write('before');
    await seeInChat('You said: before');

    served.sandbox.reset();
    await page.getByText('Nothing has been said').waitFor();
    await write('after');

    await seeInChat('You said: after');
    expect(served.sandbox.people.findByAny('ana')?.profile['first_name']).toBe('Ana');
  });

  it('says that the connection is lost, and comes back', async () => {
    await startChat();

    await context.setOffline(true);
    served.sandbox.feed.tell({ kind: 'closed' });
    await page.getByText('Reconnecting').waitFor();
    await page.getByText('Parley cannot be reached').waitFor();
    await context.setOffline(false);
    await page.getByText('Reconnecting').waitFor({ state: 'detached' });
    await write('back');

    await seeInChat('You said: back');
  });

  it('refuses what is no phone number in the words of the sandbox', async () => {
    await page.getByLabel('Phone number').fill('call me');
    await page.getByRole('button', { name: 'Start chat' }).click();

    await page.getByRole('alert').getByText('phone must be a number').waitFor();
  });

  it('lets an anonymous customer be invented by number only', async () => {
    await page.getByLabel('By number only').check();
    expect(await page.getByLabel('External id').count()).toBe(0);
    await page.getByLabel('Phone number').fill('+34600111222');
    await page.getByRole('button', { name: 'Start chat' }).click();

    await page.getByRole('heading', { name: 'Anonymous' }).waitFor();
  });

  it('speaks Spanish to a Spanish browser', async () => {
    await reopen({ locale: 'es-ES' });

    await page.getByRole('button', { name: 'Empezar chat' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  it('works in a browser whose language is no language tag', async () => {
    await reopen({});
    // As Chromium says it where the system's locale is POSIX; Playwright refuses to set it.
    await page.addInitScript(
      "Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix'] })",
    );
    await page.reload();

    await startChat();
    await write('hello');

    await seeInChat('You said: hello');
  });

  it.each([
    ['wide and light', { viewport: { width: 1280, height: 800 } }],
    ['wide and dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' as const }],
    ['narrow and light', { viewport: { width: 390, height: 844 } }],
    ['narrow and dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
  ])('has no accessibility fault and fits when %s', async (_, options) => {
    const isNarrow = options.viewport.width < 900;
    await reopen({ ...options, reducedMotion: 'reduce' });
    expect(await axeFaults()).toEqual([]);

    await startChat();
    for (const text of ['menu', 'list', 'photo', 'hello']) await write(text);
    await seeInChat('You said: hello');
    if (isNarrow) {
      expect(await axeFaults()).toEqual([]);
      await page.getByRole('button', { name: 'Behind it' }).click();
    }
    await page.getByText('POST /campaigns/trigger/send').first().click();
    expect(await axeFaults()).toEqual([]);

    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBe(options.viewport.width);
  });
});
