import type { Browser, Locator, Page, Request } from 'playwright-core';

/** What an API request was answered with. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A project as the API shows it. */
export interface Project {
  readonly id: string;
  readonly name: string;
}

/** Somebody at a browser of their own: nothing is shared with anybody else's. */
export class Person {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Opens a page and returns its HTTP status. */
  async open(path: string): Promise<number> {
    const response = await this.page.goto(this.#url + path);
    return response?.status() ?? 0;
  }

  /** What one can read on the page. */
  async text(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  /** Sends a request from the page, with its cookies, as a script on it would. */
  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const request = { url: this.#url + path, method, body };
    return this.page.evaluate(async ({ url, method: verb, body: content }) => {
      const json = content === undefined ? {} : { body: JSON.stringify(content) };
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: verb, headers, ...json });
      return { status: response.status, body: await response.json().catch(() => undefined) };
    }, request);
  }

  /** The organization's projects by the API, by name. */
  async projects(slug: string): Promise<readonly Project[]> {
    const { body } = await this.call('GET', `/api/organizations/${slug}/projects`);
    return (body as { readonly projects: readonly Project[] }).projects;
  }

  /** Does something on the page and returns the request of the server action it caused. */
  async actionOf(act: () => Promise<void>): Promise<Request> {
    await this.#hydrated();
    const isAction = (request: Request) => request.headers()['next-action'] !== undefined;
    const [request] = await Promise.all([this.page.waitForRequest(isAction), act()]);
    await request.response();
    return request;
  }

  /** Waits until React has taken over the page's forms: before, they are sent without scripts. */
  async #hydrated(): Promise<void> {
    await this.page.waitForFunction(() => {
      const forms = [...document.forms];
      const isReacts = (form: object) => Object.keys(form).some((key) => key.startsWith('__react'));
      return forms.length > 0 && forms.every(isReacts);
    });
  }

  /** Sends somebody else's server action again, as this person. Returns the whole answer. */
  async replay(action: Request, path: string): Promise<{ status: number; text: string }> {
    const { cookie: _, ...headers } = await action.allHeaders();
    const own = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
    const response = await this.page.request.fetch(this.#url + path, {
      method: 'POST',
      headers: Object.fromEntries(own),
      data: action.postDataBuffer() ?? Buffer.alloc(0),
    });
    return { status: response.status(), text: await response.text() };
  }
}

/** Opens a browser context of its own and signs in on the development page. */
export async function signIn(browser: Browser, url: string, name: string): Promise<Person> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await page.getByRole('heading', { name: 'Choose an organization' }).waitFor();
  return new Person(page, url);
}

/**
 * Has a form send another value of a field, also of a hidden one. The value is put in when the form
 * is read: one that is written into the document is set back where React hydrates after that.
 */
export async function tamper(form: Locator, field: string, value: string): Promise<void> {
  await form.evaluate(
    (element, [name, forged]) => {
      element.addEventListener('formdata', (event) =>
        (event as FormDataEvent).formData.set(name, forged),
      );
    },
    [field, value] as const,
  );
}
