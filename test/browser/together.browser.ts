import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';

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
import { aPng } from '../support/media/sample-files.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 240_000;
const database = useDatabase('template0');

/** What a picture is in a browser. */
interface LoadedPicture {
  readonly naturalWidth: number;
  decode(): Promise<void>;
}

describe('agents, a lead and customers together', () => {
  let desk: ServedDesk;
  let browser: Browser;
  let office: DeskOffice;
  let people: Record<'Ana' | 'Bo' | 'Lea' | 'Cleo', { email: string; password: string }>;

  beforeAll(async () => {
    await buildWeb();
    desk = await ServedDesk.start(database());
    people = {
      Ana: await desk.person('Ana', ['agent']),
      Bo: await desk.person('Bo', ['agent']),
      Lea: await desk.person('Lea', ['lead']),
      Cleo: await desk.person('Cleo', ['agent']),
    };
    browser = await openBrowser();
    office = new DeskOffice(browser, desk);
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await desk.close();
  }, PATIENCE_MS);
  afterEach(async () => {
    await office.close();
    await faults();
  });

  async function faults(...played: readonly object[]): Promise<void> {
    const response = await fetch(`${desk.url}/sandbox/api/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ faults: played }),
    });
    expect(response.ok).toBe(true);
  }

  async function change(sql: string, values: readonly unknown[]): Promise<void> {
    const client = new pg.Client({ connectionString: database() });
    await client.connect();
    await client.query(sql, [...values]);
    await client.end();
  }

  /** Bubbles on a phone, in order. */
  async function bubbles(phone: Page): Promise<string> {
    return (await phone.getByRole('log').allInnerTexts()).join('\n');
  }

  function widthOf(picture: Locator): Promise<number> {
    return picture.evaluate(async (img: LoadedPicture) => {
      await img.decode();
      return img.naturalWidth;
    });
  }

  it(
    'give a customer on with a note, and nobody else sees the note',
    async () => {
      const [ana, bo] = [await office.agent(people.Ana), await office.agent(people.Bo)];
      const phone = await office.customer('Hugo', 'agent');
      await choose(ana, 'Hugo');
      await take(ana);
      await answer(ana, 'I ask my colleague.');
      await reads(phone, 'I ask my colleague.');

      await ana.getByRole('button', { name: 'Transfer' }).click();
      const dialog = ana.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'To a colleague' }).click();
      await ana.getByRole('option', { name: /^Bo/ }).click();
      await dialog
        .getByRole('textbox', { name: 'Note for whoever takes it' })
        .fill('wants a refund');
      await dialog.getByRole('button', { name: 'Transfer' }).click();
      await ana.getByText('Offered to Bo').first().waitFor();

      await choose(bo, 'Hugo', 'Mine');
      await bo.getByText('wants a refund').first().waitFor();
      await bo.getByRole('button', { name: 'Accept' }).click();
      await bo.getByText('You have it').waitFor();
      await answer(bo, 'Bo here: your refund is on its way.');

      await reads(phone, 'Bo here: your refund is on its way.');
      await ana.getByText('Bo has it').first().waitFor();
      expect(await bubbles(phone)).not.toContain('wants a refund');
    },
    PATIENCE_MS,
  );

  it(
    'take over in mid flow: what is on the wire arrives first, and nothing of the bot after it',
    async () => {
      const lead = await office.agent(people.Lea);
      const phone = await office.customer('Ines', 'return');
      await reads(phone, 'What is the reason?');
      await write(phone, 'damaged');
      await reads(phone, 'Which order is it from?');
      await lead.getByRole('textbox', { name: /^Find a customer/ }).fill('ines');
      await lead.locator('.row', { hasText: 'ines' }).click();
      await lead.getByText('The bot answers').waitFor();

      await faults({ kind: 'latency', ms: 6_000 });
      await write(phone, 'AB123456');
      await lead.getByRole('log').getByText("That's on us").waitFor();
      await lead.getByRole('button', { name: 'Take over' }).click();
      await lead.getByText('You have it').waitFor();
      await answer(lead, 'Lea here, I look after it.');

      await reads(phone, 'Lea here, I look after it.');
      await lead.getByText('Cancelled: you took over').first().waitFor({ state: 'attached' });
      const said = await bubbles(phone);
      expect(said.indexOf("That's on us")).toBeGreaterThan(0);
      expect(said.indexOf('Lea here')).toBeGreaterThan(said.indexOf("That's on us"));
      expect(said).not.toContain("Here's how it goes");

      // Longer than what the bot had left to say was to wait.
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      expect(await bubbles(phone)).not.toMatch(/how it goes|return code|good for 30 days/);
    },
    PATIENCE_MS,
  );

  it(
    'give a customer back to the step that was open, with the words that they will read',
    async () => {
      const ana = await office.agent(people.Ana);
      const phone = await office.customer('Jon', 'return');
      await reads(phone, 'What is the reason?');
      await write(phone, 'damaged');
      await reads(phone, 'Which order is it from?');
      await write(phone, 'agent');
      await choose(ana, 'Jon');
      await take(ana);
      await ana.getByText('Which order is it from?').first().waitFor();

      await ana.getByRole('button', { name: 'Return to bot' }).click();
      const dialog = ana.getByRole('dialog');
      await dialog.getByRole('radio', { name: 'To the same question' }).click();
      await dialog.getByText(/“.*Which order is it from/).waitFor();
      await dialog.getByRole('button', { name: 'Return to bot' }).click();
      await ana.getByText('The bot answers').waitFor();

      const asked = phone.getByRole('log').getByText('Which order is it from?');
      await asked.nth(1).waitFor();
      await write(phone, 'AB123456');
      await reads(phone, "That's on us");
    },
    PATIENCE_MS,
  );

  it(
    'take up a customer whose agent has closed the laptop, at the old place in line',
    async () => {
      const bo = await office.agent(people.Bo);
      const ana = await office.agent(people.Ana);
      const phone = await office.customer('Kim', 'agent');
      await choose(ana, 'Kim');
      await take(ana);
      await choose(bo, 'Kim', 'All');
      await bo.getByText('Ana has it').first().waitFor();

      await ana.context().close();
      await change(`UPDATE agent SET beat_at = beat_at - interval '1 minute' WHERE name = $1`, [
        'Ana',
      ]);
      await bo.getByRole('button', { name: 'Take', exact: true }).waitFor();
      await take(bo);
      await answer(bo, 'Bo here, I go on for Ana.');

      await reads(phone, 'Bo here, I go on for Ana.');
    },
    PATIENCE_MS,
  );

  it(
    'send a template when the 24 hours are over, and it arrives where free text would not',
    async () => {
      const ana = await office.agent(people.Ana);
      const phone = await office.customer('Lola', 'agent');
      await choose(ana, 'Lola');
      await take(ana);
      await ana.getByRole('textbox', { name: 'Reply' }).waitFor();
      // What is on its way is written down by then, with the window as it was.
      await ana.getByRole('log').getByText('✓✓').first().waitFor();

      // As if all of it had been yesterday.
      await change(
        `UPDATE conversation SET window_ends_at = parley_now() - interval '1 s',
                created_at = created_at - interval '24 h', version = version + 1
         WHERE recipient_value = $1`,
        ['lola'],
      );
      await ana.reload();
      await ana.getByText('free text would not arrive').waitFor();
      expect(await ana.getByRole('textbox', { name: 'Reply' }).count()).toBe(0);

      await ana.getByRole('textbox', { name: 'Order number' }).fill('AB123456');
      await ana.getByRole('textbox', { name: 'The news' }).fill('it is in Lugo.');
      const read = /there is news about your order AB123456: it is in Lugo\. Shall we talk/;
      await ana.locator('.template-preview').getByText(read).waitFor();
      expect(await axeFaults(ana)).toEqual([]);
      await ana.getByRole('button', { name: 'Send template' }).click();

      await reads(phone, read);
      await reads(ana, read);
      await ana.getByRole('log').getByText('✓✓').first().waitFor();
      await write(phone, 'yes please');
      await ana.getByRole('textbox', { name: 'Reply' }).waitFor();
    },
    PATIENCE_MS,
  );

  it(
    'write first, fill in canned replies by keyboard, and are told who has a customer already',
    async () => {
      const phone = await office.customer('Mona');
      const [ana, bo] = [await office.agent(people.Ana), await office.agent(people.Bo)];
      for (const page of [ana, bo]) {
        await page.getByRole('button', { name: 'New chat' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('textbox', { name: 'Customer' }).fill('mona');
        await dialog.getByRole('combobox', { name: 'Template' }).click();
        await page.getByRole('option', { name: /Shall we go on\? · English/ }).click();
        await dialog.getByRole('textbox', { name: 'Name' }).fill('Mona');
      }
      expect(await axeFaults(ana)).toEqual([]);
      await ana.getByRole('button', { name: 'Begin the chat' }).click();
      await ana.getByText('You have it').waitFor();
      await reads(phone, 'Hello Mona, we have an answer for you.');
      await ana.getByText('The customer has not written yet').waitFor();

      await bo.getByRole('button', { name: 'Begin the chat' }).click();
      await bo.getByRole('alert').getByText('Ana has it').waitFor();

      await write(phone, 'hello!');
      const field = ana.getByRole('textbox', { name: 'Reply' });
      await field.fill('/hel');
      await ana.getByRole('option', { name: /^\/hello/ }).waitFor();
      await field.press('Enter');
      expect(await field.inputValue()).toMatch(/^Hello .+, this is Ana\./);
      await field.press('Enter');
      await reads(phone, 'this is Ana. Let me look into it.');

      await field.fill('/');
      await ana.getByRole('button', { name: 'Edit canned replies' }).click();
      const editor = ana.getByRole('dialog');
      await editor.getByRole('textbox', { name: 'Word' }).fill('soon');
      await editor.getByRole('textbox', { name: 'Text' }).fill('It comes soon.');
      await editor.getByRole('button', { name: 'Save' }).click();
      await editor.getByText('/soon').waitFor();
      // Saved is not sent.
      expect(await field.inputValue()).toBe('/');
    },
    PATIENCE_MS,
  );

  it(
    'see a picture that a customer sends, from this service alone, and send one back',
    async () => {
      const ana = await office.agent(people.Ana);
      const elsewhere: string[] = [];
      ana.on('request', (request) => {
        if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(desk.url)) {
          elsewhere.push(request.url());
        }
      });
      const phone = await office.customer('Nora', 'agent');
      await choose(ana, 'Nora');
      await take(ana);
      await phone.getByLabel('Send a file').setInputFiles({
        ...{ name: 'broken cup.png', mimeType: 'image/png', buffer: aPng(64) },
      });

      const thumb = ana.getByRole('button', { name: /^Open: broken cup\.png/ });
      await thumb.waitFor();
      await thumb.press('Enter');
      const large = ana.getByRole('dialog').getByRole('img', { name: 'broken cup.png, from Nora' });
      await large.waitFor();
      expect(await widthOf(large)).toBe(64);
      expect(await axeFaults(ana)).toEqual([]);
      await ana.keyboard.press('Escape');
      await large.waitFor({ state: 'detached' });

      await ana.locator('input[type=file]').setInputFiles({
        ...{ name: 'new cup.png', mimeType: 'image/png', buffer: aPng(48, [20, 120, 60]) },
      });
      await ana.getByRole('textbox', { name: 'Words below it' }).fill('Like this one?');
      await ana.keyboard.press('Enter');

      await reads(phone, 'Like this one?');
      expect(await widthOf(phone.getByRole('img', { name: 'Like this one?' }))).toBe(48);
      await ana.getByRole('button', { name: /^Open: new cup\.png/ }).waitFor();
      expect(elsewhere).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'are led from the board: taken over, given on and pulled back, with a queue closed and opened',
    async () => {
      const cleo = await office.agent(people.Cleo);
      const lead = await office.agent(people.Lea);
      await lead.goto(`${desk.url}/desk/board`);
      await office.customer('Olga', 'agent');
      await office.customer('Pia', 'agent');
      const row = (name: RegExp): Locator => lead.getByRole('row', { name });
      const dialog = lead.getByRole('dialog');
      const ask = (deed: string): Promise<void> =>
        lead.getByRole('toolbar').getByRole('button', { name: deed }).click();
      const confirm = async (deed: string, count: number): Promise<void> => {
        await dialog.getByRole('button', { name: `${deed} ${String(count)}` }).click();
        await dialog.getByText(`${String(count)} done.`).waitFor();
        await dialog.getByRole('button', { name: 'Done' }).click();
        await dialog.waitFor({ state: 'detached' });
      };

      await row(/^care/).getByRole('button').nth(1).click();
      await lead.waitForURL(/queue=care&state=waiting/);
      await lead.getByRole('checkbox', { name: 'Select Olga' }).click();
      await lead.getByRole('checkbox', { name: 'Select Pia' }).click();
      await ask('Take over');
      await confirm('Take over', 2);
      await lead.getByRole('button', { name: 'Clear filters' }).click();
      await row(/Pia.*Lea/).waitFor();

      await lead.getByRole('checkbox', { name: 'Select Olga' }).click();
      await ask('Give to');
      await dialog.getByRole('combobox', { name: 'To an agent' }).click();
      await lead.getByRole('option', { name: /^Cleo/ }).click();
      await confirm('Give', 1);
      await choose(cleo, 'Olga', 'Mine');
      await cleo.getByRole('button', { name: 'Accept' }).click();
      await cleo.getByText('You have it').waitFor();
      // Not while she is still being asked: the list follows within half a second.
      await row(/Olga(?!.*asked).*Cleo/).waitFor();

      await lead.getByRole('checkbox', { name: 'Select Olga' }).click();
      await ask('Pull back');
      await confirm('Pull back', 1);
      await row(/Olga.*Waiting/).waitFor();
      await cleo.getByRole('button', { name: 'Take', exact: true }).waitFor();

      // Whatever the shop's hours say just now.
      const set = async (choice: string, shown: RegExp): Promise<void> => {
        await lead.getByRole('button', { name: 'Change shop' }).click();
        await dialog.getByText(choice).click();
        await dialog.getByRole('button', { name: 'Save' }).click();
        await row(shown).waitFor();
      };
      await set('Closed now', /^shop Closed.*set by/);
      await reads(await office.customer('Rita', 'talk to us'), 'We are closed right now.');
      await set('All the time', /^shop Open.*set by/);
      await reads(await office.customer('Ugo', 'talk to us'), "I'm getting a colleague for you");
      expect(await axeFaults(lead)).toEqual([]);
    },
    PATIENCE_MS,
  );
});
