import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { buildWeb } from '../support/browser/build-web.ts';
import {
  answer,
  axeFaults,
  choose,
  DeskOffice,
  reads,
  take,
  write,
} from '../support/browser/desk-office.ts';
import { openBrowser } from '../support/browser/open-browser.ts';
import { ServedDesk } from '../support/browser/serve-desk.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 240_000;
const database = useDatabase('template0');

describe('the desk', () => {
  let desk: ServedDesk;
  let browser: Browser;
  let office: DeskOffice;
  let people: Record<'Ana' | 'Bo', { email: string; password: string }>;

  beforeAll(async () => {
    await buildWeb();
    desk = await ServedDesk.start(database());
    people = { Ana: await desk.person('Ana', ['agent']), Bo: await desk.person('Bo', ['agent']) };
    browser = await openBrowser();
    office = new DeskOffice(browser, desk);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await desk.close();
  }, PATIENCE_MS);
  afterEach(() => office.close());

  /** Who asked for a person. */
  function customer(name: string): Promise<Page> {
    return office.customer(name, 'agent');
  }

  it(
    'lets an agent take who waits, answer their phone, and give them back to the bot',
    async () => {
      const page = await office.agent(people.Ana);
      const phone = await customer('Dora');

      await choose(page, 'Dora');
      await take(page);
      await answer(page, 'Hello <b>Dora</b>, Ana here.');
      await reads(phone, 'Hello <b>Dora</b>, Ana here.');

      await write(phone, 'my parcel is broken');
      await reads(page, 'my parcel is broken');

      await page.getByRole('button', { name: 'Return to bot' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Return to bot' }).click();
      await page.getByText('The bot answers').waitFor();
      await write(phone, 'opening hours');
      await phone.getByRole('log').getByText(/open/i).last().waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'tells the slower of two who was faster',
    async () => {
      const [ana, bo] = [await office.agent(people.Ana), await office.agent(people.Bo)];
      await customer('Emil');
      await choose(ana, 'Emil');
      await choose(bo, 'Emil');
      const takes = [ana, bo].map((page) =>
        page.getByRole('button', { name: 'Take', exact: true }),
      );
      await Promise.all(takes.map((button) => button.waitFor()));

      await Promise.all(takes.map((button) => button.click()));

      const told = await Promise.all(
        [ana, bo].map((page) =>
          Promise.race([
            page
              .getByText('You have it')
              .waitFor()
              .then(() => 'has it'),
            page
              .getByText(/(Ana|Bo) has it/)
              .waitFor()
              .then(() => 'is told'),
          ]),
        ),
      );
      expect(told.sort()).toEqual(['has it', 'is told']);
    },
    PATIENCE_MS,
  );

  it(
    'says that the connection is lost, and shows afterwards what was missed',
    async () => {
      const page = await office.agent(people.Ana);
      const phone = await customer('Fay');
      await choose(page, 'Fay');
      await page.getByRole('log').getByText('agent', { exact: true }).waitFor();

      await page.context().setOffline(true);
      await page.getByText('Not connected').waitFor();
      await write(phone, 'are you there?');
      await page.context().setOffline(false);

      await page.getByRole('log').getByText('are you there?').waitFor();
      await page.getByText('Not connected').waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );

  /** Somebody whom the bot answers from its knowledge, before they ask for a person. */
  async function answered(
    name: string,
    { start, question }: { readonly start: string; readonly question: string },
    answer: RegExp,
  ): Promise<Page> {
    const phone = await office.customer(name, start);
    await phone
      .getByRole('log')
      .getByText(/envíos|delivery/)
      .waitFor();
    await write(phone, question);
    await phone.getByRole('log').getByText(answer).waitFor();
    await write(phone, 'agent');
    return phone;
  }

  it(
    'shows what the bot’s answer rests on, and drafts and sums up for who takes over',
    async () => {
      const page = await office.agent(people.Ana);
      const question = 'How long does delivery take?';
      const phone = await answered('Ida', { start: 'ask something', question }, /working days/);

      await choose(page, 'Ida');
      await page.getByRole('log').getByRole('button', { name: question }).click();
      await page
        .getByRole('dialog')
        .getByText(/Balearic Islands/)
        .waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });

      await take(page);
      await write(phone, 'And what does delivery cost?');
      await page.getByRole('log').getByText('And what does delivery cost?').waitFor();
      await page.keyboard.press('Alt+KeyD');
      await page.getByText('A draft of the stand-in').waitFor();
      const field = page.getByRole('textbox', { name: 'Reply' });
      expect(await field.inputValue()).toMatch(/Delivery costs €3\.90/);
      await page.keyboard.press('Alt+KeyS');
      const details = page.getByRole('complementary');
      await details.getByText(/up to the message of/).waitFor();
      await details.getByText(/And what does delivery cost\?/).waitFor();
      expect(await axeFaults(page)).toEqual([]);

      await field.fill(`Ana here. ${await field.inputValue()}`);
      await page.keyboard.press('Enter');
      await phone
        .getByRole('log')
        .getByText(/^Ana here\..*Delivery costs €3\.90/)
        .waitFor();
      await page.getByText('A draft of the stand-in').waitFor({ state: 'detached' });
    },
    PATIENCE_MS,
  );

  it(
    'shows sources and drafts in the customer’s language',
    async () => {
      const page = await office.agent(people.Ana);
      const question = '¿Cuánto tarda el envío?';
      const phone = await answered('Iker', { start: 'quiero saber', question }, /días laborables/);

      await choose(page, 'Iker');
      await take(page);
      await page.getByRole('log').getByRole('button', { name: question }).click();
      await page
        .getByRole('dialog')
        .getByText(/Baleares/)
        .waitFor();
      await page.keyboard.press('Escape');
      await write(phone, '¿Y cuánto cuesta el envío?');
      await page.getByRole('log').getByText('¿Y cuánto cuesta el envío?').waitFor();
      await page.getByRole('button', { name: 'Draft', exact: true }).click();
      await page.getByText('A draft of the stand-in').waitFor();
      await page.getByRole('button', { name: 'Send', exact: true }).click();

      await phone
        .getByRole('log')
        .getByText(/El envío cuesta 3,90 €/)
        .waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'gives back what an agent had begun, and does not write over what they type meanwhile',
    async () => {
      const page = await office.agent(people.Ana);
      const phone = await customer('Jon');
      await choose(page, 'Jon');
      await take(page);
      await write(phone, 'What does delivery cost?');
      await page.getByRole('log').getByText('What does delivery cost?').waitFor();
      const field = page.getByRole('textbox', { name: 'Reply' });

      await field.fill('One moment, Jon. I am looking.');
      await page.getByRole('button', { name: 'What the draft should be like' }).click();
      await page.getByRole('menuitem', { name: 'Shorter' }).click();
      await page.getByText('A draft of the stand-in').waitFor();
      expect(await field.inputValue()).toBe('One moment, Jon.');
      await page.getByRole('button', { name: 'Undo' }).click();
      expect(await field.inputValue()).toBe('One moment, Jon. I am looking.');

      // Held up until the agent has written on.
      let goOn = (): void => undefined;
      const typed = new Promise<void>((resolve) => (goOn = resolve));
      await page.route('**/draft', async (route) => {
        await typed;
        await route.continue();
      });
      await page.keyboard.press('Alt+KeyD');
      await page.getByText('Writing a draft').waitFor();
      await field.fill('It costs');
      goOn();
      await page.getByText('You have written on, so it waits.').waitFor();
      expect(await field.inputValue()).toBe('It costs');
      await page.getByRole('button', { name: 'Use it' }).click();
      await page.getByText('A draft of the stand-in').waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'puts emojis into a message by keys alone, and keeps what silence is about to end',
    async () => {
      const page = await office.agent(people.Ana);
      // As if nobody had written for hours, until it is kept.
      let isEnding = true;
      const letsGoAt = new Date(Date.now() + 50_000).toISOString();
      await page.route('**/api/desk/conversations?*', async (route) => {
        const response = await route.fetch();
        const body = (await response.json()) as { items: object[] };
        const items = body.items.map((row) => ({
          ...row,
          ...(isEnding && { lets_go_at: letsGoAt }),
        }));
        await route.fulfill({ response, json: { ...body, items } });
      });
      const phone = await customer('Kit');
      await choose(page, 'Kit');
      await take(page);
      const field = page.getByRole('textbox', { name: 'Reply' });

      await field.fill('Hello ');
      await page.keyboard.press('Alt+KeyE');
      const picker = page.getByRole('dialog', { name: 'Emojis' });
      await picker.getByRole('grid').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await page.keyboard.type('pulgar hacia');
      await picker.getByRole('button', { name: 'thumbs down' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await picker.waitFor({ state: 'detached' });
      expect(await field.inputValue()).toBe('Hello 👍');
      await field.pressSequentially(' :tad');
      await page.getByRole('option', { name: ':tada:' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await phone.getByRole('log').getByText('Hello 👍 🎉').waitFor();

      await page.getByText(/^Nobody writes: it ends by itself in 0:/).waitFor();
      await page.getByText('within a minute. Press S to keep it.').waitFor({ state: 'attached' });
      expect(await axeFaults(page)).toEqual([]);
      isEnding = false;
      await page.keyboard.press('Escape');
      await page.keyboard.press('s');
      await page.getByText('You kept it').waitFor({ state: 'attached' });
      await page.getByText(/^Nobody writes: it ends/).waitFor({ state: 'detached' });
      await page.unrouteAll({ behavior: 'ignoreErrors' });
    },
    PATIENCE_MS,
  );

  it.each([
    ['wide and light', { viewport: { width: 1280, height: 800 } }],
    ['narrow and dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
  ])(
    'has no accessibility fault and fits when %s',
    async (_, options) => {
      const page = await office.signedIn(people.Bo, options);
      expect(await axeFaults(page)).toEqual([]);

      await customer(`Gus${String(options.viewport.width)}`);
      await choose(page, `Gus${String(options.viewport.width)}`);
      await page.getByRole('log').getByText('agent', { exact: true }).waitFor();
      await page
        .getByRole('button', { name: 'Take over', exact: true })
        .or(page.getByRole('button', { name: 'Take', exact: true }))
        .waitFor();

      expect(await axeFaults(page)).toEqual([]);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBe(options.viewport.width);
    },
    PATIENCE_MS,
  );
});
