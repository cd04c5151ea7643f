// The warehouse's page in Extend, as the sandbox plays it.

const named = (name) => `[data-test="${name}"]`;

export class Warehouse {
  constructor(page, world) {
    Object.assign(this, { page, world });
  }

  async visit() {
    await this.page.goto(`${this.world.admin}/extend/`);
  }

  /** The warehouse order that carries a shop's order number, or undefined. */
  async order(shopNumber) {
    const { orders } = await this.world.extend();
    const all = (Array.isArray(orders) ? orders : Object.values(orders)).filter(
      (order) => order.orderNumberExternal === shopNumber || String(order.orderNumberExternal).endsWith(shopNumber),
    );
    if (all.length > 1) throw new Error(`order ${shopNumber} stands ${all.length} times in the warehouse`);
    return all[0];
  }

  async reserve(orderNumber) {
    await this.visit();
    await this.page.locator(named(`reserve-${orderNumber}`)).click();
    await this.page.waitForLoadState();
  }

  async pick(orderNumber) {
    await this.visit();
    await this.page.locator(named(`pick-${orderNumber}`)).click();
    await this.page.waitForLoadState();
  }
}
