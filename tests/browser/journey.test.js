// The whole product at work, as a merchant and a warehouse worker do it: once with JavaScript and once without.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { Addon } from './addon.js';
import { Admin } from './admin.js';
import { openBrowser, picture } from './chromium.js';
import { Warehouse } from './warehouse.js';
import { startWorld, until } from './world.js';

for (const javaScript of [true, false]) {
  const kind = javaScript ? 'with JavaScript' : 'without JavaScript';
  const shop = 'svetlo';

  describe(`a shop is coupled and an order goes round, ${kind}`, () => {
    let world, browser, admin, warehouse, addon, number, sent;
    before(async () => {
      world = await startWorld();
      browser = await openBrowser({ javaScript });
      admin = new Admin(browser.page, world, shop);
      warehouse = new Warehouse(browser.page, world);
    });
    after(async () => {
      await browser?.close();
      await world?.stop();
    });
    const shot = (name) => picture(browser.page, `${javaScript ? 'js' : 'plain'}-${name}`);

    test('activation opens the guide in a cross-site frame', async () => {
      await admin.activate();
      addon = new Addon(await admin.openAddon());
      assert.equal(new URL(addon.frame.url()).origin, world.addon);
      await addon.expectGuide();
      await shot('guide');
    });

    test('wrong credentials are told beside the field and nothing is stored', async () => {
      await addon.enterAccount({ ...(await warehouse.credentials()), password: 'wrong' });
      await addon.expectErrorSummary();
      await shot('wrong-credentials');
    });

    test('the guide couples the shop with the warehouse', async () => {
      await addon.couple(await warehouse.credentials(), { shot });
      const hook = await addon.hook();
      await warehouse.enterHook(hook);
    });

    test('an order goes out to the warehouse', async () => {
      number = await admin.placeOrder();
      sent = await until(`order ${number} is in the warehouse`, () => warehouse.order(number));
      await shot('placed');
    });

    test('what is picked there comes back as tracking and status', async () => {
      await warehouse.reserve(sent.orderNumber);
      await warehouse.pick(sent.orderNumber);
      await shot('picked');
      const parcel = (await warehouse.order(number)).shipments[0].packages[0];
      const order = await until(`order ${number} has its tracking number`, async () => {
        const now = await admin.order(number);
        return now.tracking_code && now;
      });
      assert.ok(order.tracking_code.includes(parcel.packageNumber ?? parcel), `${order.tracking_code} names the parcel`);
      await until(`order ${number} is shipped`, async () => (await admin.order(number)).status_id !== order.status_id_at_entry);
      assert.match(await admin.row(number), new RegExp(order.tracking_code));
      await shot('tracked');
    });

    test('the order tells its story', async () => {
      addon = new Addon(await admin.openAddon());
      await addon.openOrder(number);
      await until('the story names the parcel', async () => {
        const text = await addon.text();
        return text.includes(sent.orderNumber) && text.includes((await admin.order(number)).tracking_code);
      });
      await shot('story');
    });
  });
}
