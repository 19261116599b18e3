/* global document, MutationObserver -- of the page that is looked at */
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

/** Made for serverless functions: in one process, the browser ends with its first context. */
const NOT_HERE = ['--single-process', '--no-zygote'];
const PATIENCE_MS = 60_000;

/**
 * The desk itself in a browser, at one conversation.
 *
 * @returns `seen` answers when each text was first in the page, in UTC milliseconds
 */
export async function openBrowserPage(url, { email, password }, conversation) {
  const browser = await playwright.launch({
    args: [...chromium.args.filter((arg) => !NOT_HERE.includes(arg)), '--disable-gpu'],
    executablePath: await chromium.executablePath(),
    headless: true,
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${url}/desk`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Lists' }).waitFor();
  await page.goto(`${url}/desk/${conversation}`);
  await page.locator('.bubble').first().waitFor();
  await page.evaluate(() => {
    globalThis.seenAt = {};
    const look = () => {
      const nowMs = performance.timeOrigin + performance.now();
      for (const bubble of document.querySelectorAll(
        '.bubble[data-by=customer]:not([data-seen])',
      )) {
        bubble.dataset.seen = '';
        const text = /message \d+\./.exec(bubble.textContent)?.[0];
        if (text !== undefined) globalThis.seenAt[text] ??= nowMs;
      }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  return {
    seen: () => page.evaluate(() => globalThis.seenAt),
    close: () => browser.close(),
  };
}
