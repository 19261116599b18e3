import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Made for serverless functions: in one process, the browser ends with its first context. */
const NOT_HERE = ['--single-process', '--no-zygote'];

/** A real, headless Chromium, also as root; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    args: chromium.args.filter((arg) => !NOT_HERE.includes(arg)),
    executablePath: await chromium.executablePath(),
    headless: true,
  });
}
