// The warehouse's page in Extend, as the sandbox plays it.

const named = (name) => `[data-test="${name}"]`;

export class Warehouse {
  constructor(page, world) {
    Object.assign(this, { page, world });
  }

  async visit() {
    await this.page.goto(`${this.world.admin}/extend/`);
  }

  async press(name) {
    await this.visit();
    await this.page.locator(named(name)).click();
    await this.page.waitForLoadState();
  }

  async read(name) {
    return this.page.locator(named(name)).innerText();
  }

  /** The API access that the warehouse's page hands out. */
  async credentials() {
    await this.visit();
    return {
      base_url: await this.read('api-base-url'),
      client: await this.read('api-client'),
      user: await this.read('api-user'),
      password: await this.read('api-password'),
    };
  }

  /** Enters the add-on's address and secret as a webhook, as its help says. */
  async enterHook({ url, secret }) {
    await this.visit();
    await this.page.locator(named('hook-url')).fill(url);
    await this.page.locator(named('hook-secret')).fill(secret);
    await this.page.locator(named('hook-save')).click();
    await this.page.waitForLoadState();
    const { hooks } = await this.world.extend();
    if (hooks.at(-1)?.probe !== 'ok') throw new Error(`the add-on did not answer the probe: ${JSON.stringify(hooks)}`);
  }

  /** The head of the warehouse's order that carries a shop's order number; fails when more than one does. */
  async order(shopNumber) {
    const { orders } = await this.world.extend();
    const found = orders.map(({ orderHeader }) => orderHeader).filter((order) => order.orderNumberExternal.endsWith(shopNumber));
    if (found.length > 1) throw new Error(`order ${shopNumber} stands ${found.length} times in the warehouse`);
    return found[0];
  }

  reserve(orderNumber) {
    return this.press(`reserve-${orderNumber}`);
  }

  pick(orderNumber) {
    return this.press(`pick-${orderNumber}`);
  }

  /** Pieces that can be promised of a product, over all warehouses. */
  async available(product) {
    const { availability } = await this.world.extend();
    return availability.filter((row) => row.product === product).reduce((sum, row) => sum + row.available, 0);
  }

  /** Ten pieces arrive. */
  receive(product, warehouse) {
    return this.press(`receive-${product}-${warehouse}`);
  }
}
