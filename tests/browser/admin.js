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
  async openAddon() {
    await this.visit();
    await this.press('open-addon');
    const element = await this.page.waitForSelector(named('addon-frame'));
    const frame = await element.contentFrame();
    await frame.waitForURL((url) => url.pathname.startsWith('/app'));
    return frame;
  }

  /** Places an order by the page and answers its number. */
  async placeOrder() {
    const before = new Set((await this.orders()).map((order) => order.order_number));
    await this.visit();
    await this.press('place-order');
    const added = (await this.orders()).filter((order) => !before.has(order.order_number));
    if (added.length !== 1) throw new Error(`one order was placed, ${added.length} appeared`);
    return added[0].order_number;
  }

  /** The row of one order in the table, as text. */
  async row(number) {
    await this.visit();
    return this.page.locator(named(`order-${number}`)).innerText();
  }

  async shopState() {
    const state = await this.world.state();
    const shops = Array.isArray(state.shops) ? state.shops : Object.values(state.shops);
    return shops.find((shop) => shop.id === this.shop);
  }

  async orders() {
    const { orders } = await this.shopState();
    return Array.isArray(orders) ? orders : Object.values(orders);
  }

  async order(number) {
    return (await this.orders()).find((order) => order.order_number === number);
  }
}
