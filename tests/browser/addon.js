// The add-on's pages inside the administration's frame. Forms are found by their address and fields by their name, which
// is the path of the setting; everything else by `data-test`.
import { until } from './world.js';

export class Addon {
  constructor(frame) {
    this.frame = frame;
    /** Address of this shop's pages, for instance `http://localhost:8080/app/<shop>`. */
    this.root = frame.url().match(/^https?:\/\/[^/]+\/app\/[^/?#]+/)?.[0];
    if (!this.root) throw new Error(`not a page of the add-on: ${frame.url()}`);
  }

  /** Goes to a page of the shop, as a link of the page would; fails when it is not shown. */
  async go(page) {
    const reply = await this.frame.goto(`${this.root}${page}`);
    if (!reply.ok()) throw new Error(`${page} answered ${reply.status()}`);
  }

  text() {
    return this.frame.locator('main').innerText();
  }

  form(page) {
    return this.frame.locator(`form[action$="${page}"]`);
  }

  field(name) {
    return this.frame.locator(`[name="${name}"]`);
  }

  /** Presses a button of a form and waits for the page that follows; answers its path below the shop's. */
  async submit(page, button = 'button:not([name])') {
    const pressed = this.form(page).locator(button).first();
    const [reply] = await Promise.all([
      this.frame.page().waitForResponse((r) => r.request().method() === 'POST' && r.url().startsWith(this.root)),
      pressed.click(),
    ]);
    if (reply.status() >= 300 && reply.status() < 400) {
      const to = new URL(reply.headers().location, reply.url());
      await this.frame.waitForURL((url) => url.pathname === to.pathname);
    }
    await this.frame.waitForLoadState();
    return { status: reply.status(), page: this.frame.url().slice(this.root.length).replace(/[?#].*/, '') };
  }

  /** Step 1: the account with the partner. */
  async enterAccount({ base_url, client, user, password }, { customer_number = 'WEB', warehouses = 'MAIN' } = {}) {
    await this.go('/guide/partner');
    const fields = {
      'credentials.base_url': base_url,
      'credentials.client': client,
      'credentials.user': user,
      'credentials.password': password,
      'options.customer_number': customer_number,
      'options.warehouses': warehouses,
    };
    for (const [name, value] of Object.entries(fields)) await this.field(name).fill(value);
    return this.submit('/guide/partner');
  }

  /** What the page says of the tested account: `ok`, or the reason's word. */
  async accountResult() {
    return until('the account is tested', async () => {
      await this.go('/guide/partner');
      const result = this.frame.locator('[data-test="test-result"]');
      return (await result.count()) > 0 && (await result.getAttribute('data-result'));
    });
  }

  /** Where the partner shall send its hooks, as the guide shows it. */
  async hook() {
    await this.go('/guide/partner');
    const shown = async (name) => {
      const place = this.frame.locator(`[data-test="${name}"]`);
      return (await place.evaluate((element) => element.value ?? element.textContent)).trim();
    };
    return { url: await shown('hook-url'), secret: await shown('hook-secret') };
  }

  /** The whole guide: the account, then each step with what it suggests, then the start. */
  async couple(credentials, { shot = async () => {}, master = 'partner' } = {}) {
    await this.enterAccount(credentials);
    const result = await this.accountResult();
    if (result !== 'ok') throw new Error(`the account was refused: ${result}`);
    await shot('account');

    await until('the shop was read', async () => {
      await this.go('/guide/statuses');
      return (await this.field('orders.ready_statuses').count()) > 0;
    });
    await this.go('/guide/readiness');
    await shot('readiness');
    await this.submit('/guide/readiness');

    await this.go('/guide/statuses');
    await shot('statuses');
    await this.submit('/guide/statuses');

    await this.go('/guide/carriers');
    await this.frame.locator('[name^="carriers."], [name^="payments."]').evaluateAll((fields) => {
      for (const field of fields) if (!field.value) field.value = field.name.startsWith('carriers.') ? 'DHL' : 'AdvancePayment';
    });
    await shot('carriers');
    await this.submit('/guide/carriers');

    await this.go('/guide/stock');
    await this.frame.locator(`[name="stock.master"][value="${master}"]`).check();
    await this.field('stock.buffer').fill('0');
    await shot('stock');
    await this.submit('/guide/stock');

    await this.go('/guide/start');
    await this.field('orders.hold_minutes').fill('0');
    await this.submit('/guide/start', '[name="action"][value="simulate"]');
    await until('the simulation is done', async () => {
      await this.go('/guide/start');
      return (await this.frame.locator('[data-test="simulation"]').count()) > 0;
    });
    await shot('simulation');
    const { page } = await this.submit('/guide/start', '[name="action"][value="start"]');
    await shot('started');
    return page;
  }

  /** The problems that the page names above its form. */
  async errorSummary() {
    const summary = this.frame.locator('[data-test="error-summary"]');
    return (await summary.count()) > 0 ? summary.innerText() : '';
  }

  /** Opens the page of one order by the way of the activity's list. */
  async openOrder(number) {
    await this.go('/activity');
    await this.frame.locator(`a[href*="/orders/"]`, { hasText: number }).first().click();
    await this.frame.waitForURL((url) => url.pathname.includes('/orders/'));
  }
}
