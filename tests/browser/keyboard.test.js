// By keyboard alone: the whole guide, then every page. The focus is always drawn and never covered, and leaves nothing out.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Addon } from './addon.js';
import { Admin } from './admin.js';
import { openBrowser } from './chromium.js';
import { Keyboard } from './keyboard.js';
import { reachable } from './pages.js';
import { Warehouse } from './warehouse.js';
import { SHOP } from './stage.js';
import { startWorld, until } from './world.js';

let world, browser, admin, warehouse;
before(async () => {
  world = await startWorld();
  browser = await openBrowser();
  admin = new Admin(browser.page, world, SHOP);
  warehouse = new Warehouse(await browser.context.newPage(), world);
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

async function open() {
  const frame = await admin.openAddon();
  return new Addon(frame, new Keyboard(frame));
}

test('the guide, from the first step to the start', async () => {
  const access = await warehouse.credentials();
  await admin.activate();
  const addon = await open();
  await addon.couple(access);
  const number = await admin.placeOrder({ product: 'LAMP-01' });
  await until('an order goes to the warehouse', () => warehouse.order(number));
});

test('an order is found in two steps and its page pressed', async () => {
  const number = await admin.placeOrder({ carrier: (await admin.shopState()).carriers[0].id });
  await until('it is there', () => warehouse.order(number));
  const addon = await open();
  await addon.openOrder(number);
  assert.ok((await addon.text()).includes(number));
});

test('the link over all others leads to the content', async () => {
  const addon = await open();
  await addon.hands.press('.skip');
  assert.equal(await addon.frame.evaluate(() => document.activeElement.id), 'main');
  await browser.page.keyboard.press('Tab');
  assert.ok(await addon.frame.evaluate(() => document.querySelector('main').contains(document.activeElement)));
});

for (const [width, javaScript] of [[1100, true], [320, true], [1100, false]]) {
  test(`everything on every page at ${width} px, ${javaScript ? 'with' : 'without'} JavaScript`, async (t) => {
    const narrow = await openBrowser({ width, javaScript });
    try {
      const addon = new Addon(await new Admin(narrow.page, world, SHOP).openAddon());
      for (const page of await reachable(addon.frame, addon.root)) {
        await t.test(page || 'overview', async () => {
          await addon.go(page);
          const keyboard = new Keyboard(addon.frame);
          const stops = await keyboard.walk();
          assert.deepEqual(stops.filter(({ wrong }) => wrong.length > 0), []);
          assert.match(stops[0].name, /class="skip"/);
          assert.equal(stops.length, await keyboard.reachable(), stops.map(({ name }) => name).join('\n'));
        });
      }
      assert.deepEqual(narrow.complaintsOf(world.addon), []);
    } finally {
      await narrow.close();
    }
  });
}
