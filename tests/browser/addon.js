// The add-on's pages inside the administration's frame. Forms are found by their address and fields by their name, which
// is the path of the setting; everything else by `data-test`.
import { Hands } from './keyboard.js';
import { until } from './world.js';

export class Addon {
  /** `hands` do what a person does in the frame; a `Keyboard` does it by keys alone. */
  constructor(frame, hands = new Hands(frame)) {
    this.frame = frame;
    this.hands = hands;
    /** Address of this shop's pages, for instance `http://localhost:8080/app/<shop>`. */
    this.root = frame.url().match(/^https?:\/\/[^/]+\/app\/[^/?#]+/)?.[0];
    if (!this.root) throw new Error(`not a page of the add-on: ${frame.url()}`);
  }

  /** Goes to a page of the shop, as a link of the page would; fails when it is not shown. */
  async go(page) {
    const reply = await this.hands.go(`${this.root}${page}`);
    if (!reply.ok()) throw new Error(`${page} answered ${reply.status()}`);
  }

  text() {
    return this.frame.locator('main').innerText();
  }

  field(name) {
    return this.frame.locator(`[name="${name}"]`);
  }

  button(name) {
    return this.frame.locator(`[data-test="${name}"]`);
  }

  /** Presses a button that posts a form and waits for the page that follows; answers status and path below the shop's. */
  async post(button) {
    const page = this.frame.page();
    const [reply] = await Promise.all([
      page.waitForResponse((r) => r.request().method() === 'POST' && r.url().startsWith(this.root)),
      page.waitForEvent('framenavigated', (frame) => frame === this.frame),
      this.hands.press(`[data-test="${button}"]`),
    ]);
    await this.frame.waitForLoadState();
    return { status: reply.status(), page: this.frame.url().slice(this.root.length).replace(/[?#].*/, '') };
  }

  /** Step 1: the account with the partner. */
  async enterAccount({ base_url, client, user, password }, { customer_number = 'WEB', warehouses = 'MAIN, BRNO' } = {}) {
    await this.go('/guide/partner');
    const fields = {
      'credentials.base_url': base_url,
      'credentials.client': client,
      'credentials.user': user,
      'credentials.password': password,
      'options.customer_number': customer_number,
      'options.warehouses': warehouses,
    };
    for (const [name, value] of Object.entries(fields)) await this.hands.fill(`[name="${name}"]`, value);
    return this.post('save-partner');
  }

  /** Whether the account passed its test; waits for the test. */
  accountWorks() {
    return until('the account is tested', async () => {
      await this.go('/guide/partner');
      const [good, bad] = [await this.button('test-ok').count(), await this.button('test-bad').count()];
      return good + bad > 0 && { works: good > 0, said: await this.frame.locator('#result').innerText() };
    });
  }

  /** Where the partner shall send its hooks, as the guide shows it. */
  async hook() {
    await this.go('/guide/partner');
    return { url: await this.button('hook-url').inputValue(), secret: await this.button('hook-secret').inputValue() };
  }

  /** The whole guide: the account, then each step with what it suggests, then the start. */
  async couple(credentials, { shot = async () => {}, master = 'partner' } = {}) {
    await this.enterAccount(credentials);
    const { works, said } = await this.accountWorks();
    if (!works) throw new Error(`the account was refused: ${said}`);
    await shot('account');

    await until('the shop was read', async () => {
      await this.go('/guide/statuses');
      return (await this.field('orders.ready_statuses').count()) > 0;
    });
    await this.go('/guide/readiness');
    await shot('readiness');
    await this.expect('continue', '/guide/statuses');
    await shot('statuses');
    await this.expect('continue', '/guide/carriers');

    for (const [group, word] of [['carriers', 'DHL'], ['payments', 'AdvancePayment']]) {
      for (const field of await this.frame.locator(`[name^="${group}."]`).all()) {
        if ((await field.inputValue()) === '') await this.hands.fill(`[name="${await field.getAttribute('name')}"]`, word);
      }
    }
    await shot('carriers');
    await this.expect('continue', '/guide/stock');

    await this.hands.choose('stock.master', master);
    await this.hands.fill('[name="stock.buffer"]', '0');
    await shot('stock');
    await this.expect('continue', '/guide/start');

    await this.hands.fill('[name="orders.hold_minutes"]', '0');
    await this.expect('simulate', '/guide/start');
    await until('the simulation is done', async () => {
      await this.go('/guide/start');
      return (await this.frame.locator('section[data-test="simulation"]').count()) > 0;
    });
    await shot('simulation');
    await this.expect('start', '');
    await shot('started');
  }

  /** Presses a button and fails when another page follows than this one. */
  async expect(button, page) {
    const got = await this.post(button);
    if (got.page !== page) throw new Error(`after ${button} came ${got.page} (${got.status}): ${await this.problems()}`);
  }

  /** The problems that the page names above its form; empty when there are none. */
  async problems() {
    const summary = this.button('errors');
    return (await summary.count()) > 0 ? summary.innerText() : '';
  }

  /** Opens the page of one order by the way of the activity's list. */
  async openOrder(number) {
    await this.go('/activity');
    await this.hands.press(`[data-test="order-${number}"]`);
    await this.frame.waitForURL((url) => url.pathname.includes('/orders/'));
  }
}
