import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { ServedApi } from '../support/api/served-api.ts';
import { buildWeb } from '../support/browser/build-web.ts';
import { openBrowser } from '../support/browser/open-browser.ts';
import { useDatabase } from '../support/postgres/use-database.ts';
import { someHistory } from '../support/reports/some-history.ts';

const PATIENCE_MS = 240_000;
const STEP_MS = 30_000;
/** The history lies in it, whatever day it is. */
const DAYS = 'from=2026-10-01&until=2026-10-31&tz=Europe/Madrid';

const database = useDatabase();

describe('the reports', () => {
  // One process with the API and the page is enough: nobody is written to here.
  const api = new ServedApi(database);
  let browser: Browser;
  let contexts: BrowserContext[] = [];

  beforeAll(async () => {
    await buildWeb();
    await api.start();
    const pool = new pg.Pool({ connectionString: database(), max: 1 });
    await someHistory(pool);
    await pool.end();
    browser = await openBrowser();
  }, PATIENCE_MS);
  afterAll(async () => {
    await browser.close();
    await api.stop();
  }, PATIENCE_MS);
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    contexts = [];
  });

  async function open(
    path: string,
    options: Parameters<Browser['newContext']>[0] = {},
    role: 'lead' | 'agent' = 'lead',
  ): Promise<Page> {
    const context = await browser.newContext({
      ...{ locale: 'en-GB', viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' },
      ...options,
    });
    contexts.push(context);
    const [name = '', value = ''] = (await api.person([role])).cookie.split('=');
    await context.addCookies([{ name, value, url: api.url }]);
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    await page.goto(`${api.url}${path}`);
    return page;
  }

  async function axeFaults(page: Page): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  const groups = (page: Page): ReturnType<Page['locator']> =>
    page.getByRole('region', { name: 'Put together by' });

  it(
    'show a lead the figures of a month, which a row narrows, a link keeps and a file holds',
    async () => {
      const page = await open(`/desk/reports?${DAYS}`);
      const row = groups(page).getByRole('row', { name: /care/ });
      await row.waitFor();

      expect(await page.getByRole('img', { name: /in all/ }).count()).toBe(2);
      expect(await axeFaults(page)).toEqual([]);

      await groups(page).getByLabel('Put together by').selectOption('step');
      await groups(page).getByRole('button', { name: 'track.late' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Without Step that handed over/ }).waitFor();
      expect(page.url()).toContain('by=step');
      expect(page.url()).toContain('step=track.late');

      await page.reload();
      await page.getByRole('button', { name: /^Without Step that handed over/ }).click();
      await groups(page)
        .getByRole('row', { name: /bot.agent/ })
        .waitFor();

      const [file] = await Promise.all([
        page.waitForEvent('download'),
        groups(page).getByRole('link', { name: 'Every handoff as CSV' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('handoffs-2026-10-01-to-2026-11-01.csv');

      await page.getByRole('button', { name: 'Containment' }).click();
      await groups(page).getByRole('row', { name: /hours/ }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'are read on a phone in the dark, in Spanish, and say when there is nothing',
    async () => {
      const page = await open(`/desk/reports?${DAYS}`, {
        ...{ locale: 'es-ES', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
      });
      await page.getByRole('row', { name: /care/ }).waitFor();

      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(390);
      expect(await axeFaults(page)).toEqual([]);

      await page.goto(`${api.url}/desk/reports?from=2020-01-01&until=2020-01-02`);
      await page.getByText('No hay nada en estos días').waitFor();
      expect(await axeFaults(page)).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'are offered to leads and to no agent, who is told so',
    async () => {
      const lead = await open('/desk');
      await lead.getByRole('button', { name: 'Account' }).click();
      await lead.getByRole('menuitem', { name: 'Reports' }).click();
      await lead.getByRole('heading', { name: 'Parley Reports' }).waitFor();

      const agent = await open('/desk', {}, 'agent');
      await agent.getByRole('button', { name: 'Account' }).click();
      await agent.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      expect(await agent.getByRole('menuitem', { name: 'Reports' }).count()).toBe(0);
      await agent.goto(`${api.url}/desk/reports`);
      await agent.getByRole('alert').waitFor();
    },
    PATIENCE_MS,
  );
});
