// The shop's administration as the sandbox plays it: what a merchant does there, by its `data-test` names.

const named = (name) => `[data-test="${name}"]`;

export class Admin {
  constructor(page, world, shop) {
    Object.assign(this, { page, world, shop });
  }

  /** Goes to the shop's page of the administration. */
  async visit() {
    await this.page.goto(`${this.world.admin}/admin/${this.shop}`);
  }

  async press(name) {
    await this.page.locator(named(name)).click();
    await this.page.waitForLoadState();
  }

  async activate() {
    await this.visit();
    await this.press('activate');
  }

  /** Opens the add-on and answers the frame it stands in, once that shows a page of the add-on. */
  async openAddon({ language = 'cs' } = {}) {
    await this.visit();
    await this.page.locator(named('open-addon-language')).selectOption(language);
    await this.press('open-addon');
    const element = await this.page.waitForSelector(named('addon-frame'));
    const frame = await element.contentFrame();
    await frame.waitForURL((url) => url.pathname.startsWith('/app'));
    return frame;
  }

  /** Places a paid order of one product by the page and answers its number. */
  async placeOrder({ product, carrier, quantity = 1 } = {}) {
    const before = new Set(Object.keys(await this.orders()));
    await this.visit();
    if (product) await this.page.locator(named('new-product')).selectOption(product);
    if (carrier) await this.page.locator(named('new-shipment')).selectOption(String(carrier));
    await this.page.locator(named('new-quantity')).fill(String(quantity));
    await this.page.locator(named('new-paid')).check();
    await this.press('place-order');
    const added = Object.keys(await this.orders()).filter((number) => !before.has(number));
    if (added.length !== 1) throw new Error(`one order was placed, ${added.length} appeared`);
    return added[0];
  }

  /** What the orders' table shows of one order: its state, its tracking number and the e-mails it caused. */
  async row(number) {
    await this.visit();
    const text = (name) => this.page.locator(named(`${name}-${number}`)).innerText();
    return { state: await text('state'), tracking: await text('tracking'), emails: Number(await text('emails')) };
  }

  async shopState() {
    return (await this.world.state()).shops[this.shop];
  }

  /** Orders by their number. */
  async orders() {
    return (await this.shopState()).orders;
  }

  async order(number) {
    return (await this.orders())[number];
  }

  /** Stock of a product or variant, as the shop has it. */
  async stock(code) {
    return (await this.shopState()).products[code].stock;
  }
}
