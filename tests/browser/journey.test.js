// The whole product at work, as a merchant and a warehouse worker do it: with JavaScript and without, on a small screen and zoomed in.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { Addon } from './addon.js';
import { Admin } from './admin.js';
import { openBrowser, picture } from './chromium.js';
import { Warehouse } from './warehouse.js';
import { startWorld, until } from './world.js';

const WAYS = {
  'with JavaScript': { javaScript: true },
  'without JavaScript': { javaScript: false },
  'with JavaScript at 320 px': { javaScript: true, width: 320 },
  'without JavaScript at 200 % zoom': { javaScript: false, width: 550, zoom: 2 },
};

for (const [kind, options] of Object.entries(WAYS)) {
  const shop = 'svetlo';
  const product = 'LAMP-01';

  describe(`a shop is coupled and an order goes round, ${kind}`, () => {
    let world, browser, admin, warehouse, addon, number, sent, mails, access;
    before(async () => {
      world = await startWorld();
      browser = await openBrowser(options);
      admin = new Admin(browser.page, world, shop);
      // In a tab of its own, so that the add-on's frame stays where it is.
      warehouse = new Warehouse(await browser.context.newPage(), world);
      access = await warehouse.credentials();
    });
    after(async () => {
      await browser?.close();
      await world?.stop();
    });
    const shot = (name) => picture(browser.page, `${kind.replace(/\W+/g, '-')}-${name}`);

    test('activation opens the guide in a cross-site frame', async () => {
      await admin.activate();
      addon = new Addon(await admin.openAddon());
      assert.equal(new URL(addon.frame.url()).origin, world.addon);
      assert.equal(await addon.button('guide-next').count(), 1);
      await shot('guide');
    });

    test('an incomplete account is told above the form and nothing is stored', async () => {
      const { status } = await addon.enterAccount({ ...access, client: ' ' });
      browser.provokes(422, `${addon.root}/guide/partner`);
      assert.equal(status, 422);
      assert.notEqual(await addon.problems(), '');
      await shot('incomplete-account');
    });

    test('a refused account is told with its reason', async () => {
      await addon.enterAccount({ ...access, password: 'wrong' });
      assert.equal((await addon.accountWorks()).works, false);
      await shot('refused-account');
    });

    test('the guide couples the shop with the warehouse', async () => {
      await addon.couple(access, { shot });
      const hook = await addon.hook();
      await warehouse.enterHook(hook);
    });

    test('an order goes out to the warehouse', async () => {
      number = await admin.placeOrder({ product, quantity: 2 });
      mails = (await admin.order(number)).emails;
      sent = await until(`order ${number} is in the warehouse`, () => warehouse.order(number));
      await admin.row(number);
      await shot('placed');
    });

    test('what is picked there comes back as tracking and status, once, without a mail that nobody chose', async () => {
      await warehouse.reserve(sent.orderNumber);
      await warehouse.pick(sent.orderNumber);
      await shot('picked');
      const [parcel] = (await warehouse.order(number)).shipments[0].packages;
      await until(`order ${number} has tracking number and status`, async () => {
        const { tracking_code, status_type } = await admin.order(number);
        return tracking_code?.includes(parcel) && status_type === 'Sent';
      });
      const row = await admin.row(number);
      assert.ok(row.tracking.includes(parcel), row.tracking);
      assert.equal(row.emails, mails);
      assert.deepEqual((await world.extend()).duplicates, {});
      await shot('tracked');
    });

    test('stock of the warehouse comes back', async () => {
      const before = await warehouse.available(product);
      await warehouse.receive(product, 'MAIN');
      await until(`${product} has ten more in the shop`, async () => (await admin.stock(product)) === before + 10);
    });

    test('the order tells its story', async () => {
      const { tracking_code } = await admin.order(number);
      addon = new Addon(await admin.openAddon());
      await until('the story names warehouse order and parcel', async () => {
        await addon.openOrder(number);
        const text = await addon.text();
        return text.includes(sent.orderNumber) && text.includes(tracking_code);
      });
      await shot('story');
      await addon.go('');
      await shot('overview');
      assert.deepEqual(browser.complaintsOf(world.addon), []);
    });
  });
}
