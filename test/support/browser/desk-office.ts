import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import type { ServedDesk } from './serve-desk.ts';

type Options = Parameters<Browser['newContext']>[0];
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

interface Person {
  readonly email: string;
  readonly password: string;
}

/** Two slow cores carry the service, its database, a browser and this. */
const STEP_MS = 30_000;

/** People before screens: agents at their desks, and customers with a phone each. */
export class DeskOffice {
  private contexts: BrowserContext[] = [];
  /** By e-mail: who has signed in once stays signed in, as in a browser that was closed. */
  private readonly sessions = new Map<string, Cookies>();

  constructor(
    private readonly browser: Browser,
    private readonly desk: ServedDesk,
  ) {}

  /** Everybody goes home. */
  async close(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
  }

  async open(path: string, options: Options = {}): Promise<Page> {
    const context = await this.browser.newContext({
      ...{ locale: 'en-GB', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' },
      ...options,
    });
    this.contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    await page.goto(`${this.desk.url}${path}`);
    return page;
  }

  /** Somebody who is signed in and online. */
  async agent(person: Person, options: Options = {}): Promise<Page> {
    const page = await this.signedIn(person, options);
    await page.getByRole('button', { name: /^Whether you are there/ }).click();
    await page.getByRole('menuitem', { name: 'Online' }).click();
    await page.getByRole('button', { name: 'Whether you are there: Online' }).waitFor();
    return page;
  }

  /** Somebody at the desk: the first time by what they type, then by the session that they have. */
  async signedIn(person: Person, options: Options = {}): Promise<Page> {
    const cookies = this.sessions.get(person.email);
    const kept = cookies && { storageState: { cookies, origins: [] } };
    const page = await this.open('/desk', { ...options, ...kept });
    if (cookies === undefined) await this.signIn(page, person);
    await page.getByRole('navigation', { name: 'Lists' }).waitFor();
    this.sessions.set(person.email, await page.context().cookies());
    return page;
  }

  /** A customer's phone, at which these words were written. */
  async customer(name: string, ...words: readonly string[]): Promise<Page> {
    const phone = await this.open('/phone');
    await phone.getByLabel('First name').fill(name);
    await phone.getByLabel('External id').fill(name.toLowerCase());
    await phone.getByRole('button', { name: 'Start chat' }).click();
    for (const text of words) await write(phone, text);
    return phone;
  }

  private async signIn(page: Page, { email, password }: Person): Promise<void> {
    await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
}

/** Writes from a phone. */
export async function write(phone: Page, text: string): Promise<void> {
  await phone.getByRole('textbox', { name: 'Message' }).fill(text);
  await phone.keyboard.press('Enter');
}

/** Waits until a text is in the chat, on a phone or at a desk. */
export async function reads(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('log').getByText(text).first().waitFor();
}

/** Opens a conversation of this list. */
export async function choose(
  page: Page,
  name: string,
  list: 'Mine' | 'Waiting' | 'All' = 'Waiting',
): Promise<void> {
  await page
    .getByText(new RegExp(`^${list}`))
    .first()
    .click();
  await page.locator('.row', { hasText: name.toLowerCase() }).click();
}

export async function take(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Take', exact: true }).click();
  await page.getByText('You have it').waitFor();
}

export async function answer(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Reply' }).fill(text);
  await page.keyboard.press('Enter');
}

/** What axe finds wrong with a page: the rule and the element, a line each. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
