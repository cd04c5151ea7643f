// Each page of a shop that is at work: axe without serious findings, nothing wider than its frame, no complaint of the
// browser, and all of it within the budgets of a page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { findings, overflow } from './accessibility.js';
import { Addon } from './addon.js';
import { Admin } from './admin.js';
import { openBrowser, picture } from './chromium.js';
import { Warehouse } from './warehouse.js';
import { startWorld, until } from './world.js';

const SHOP = 'svetlo';
const PAGES = ['', '/activity', '/mapping', '/settings', '/settings/audit', '/help'];
const GUIDE = ['', '/partner', '/readiness', '/statuses', '/carriers', '/stock', '/start'].map((step) => `/guide${step}`);

let world, number;

/** A shop coupled by the operator's command, with one order in the warehouse and one that waits for a mapping. */
before(async () => {
  world = await startWorld();
  const browser = await openBrowser();
  try {
    const admin = new Admin(browser.page, world, SHOP);
    const warehouse = new Warehouse(await browser.context.newPage(), world);
    await admin.activate();
    const { token, carriers, payments } = await admin.shopState();
    const mapped = Object.fromEntries(carriers.slice(1).map(({ id }) => [id, 'DHL']));
    const coupling = {
      partner: 'extend',
      credentials: await warehouse.credentials(),
      options: { customer_number: 'WEB', unit: 'st', warehouses: ['MAIN', 'BRNO'] },
      orders: { ready_statuses: [1, 5], from: 'now', hold_minutes: 0 },
      carriers: mapped,
      payments: Object.fromEntries(payments.map(({ id }) => [id, 'AdvancePayment'])),
      stock: { master: 'shop' },
      start: true,
    };
    world.operate(['shops', 'couple', token, '--settings', '-'], JSON.stringify(coupling));
    number = await admin.placeOrder({ carrier: carriers[1].id });
    await until('the order is in the warehouse', () => warehouse.order(number));
    await admin.placeOrder({ carrier: carriers[0].id });
  } finally {
    await browser.close();
  }
});
after(() => world?.stop());

for (const width of [1100, 320]) {
  for (const language of ['cs', 'sk', 'en']) {
    test(`every page at ${width} px in ${language}`, async (t) => {
      const browser = await openBrowser({ width });
      try {
        const admin = new Admin(browser.page, world, SHOP);
        const addon = new Addon(await admin.openAddon({ language }));
        assert.equal(await addon.frame.locator('html').getAttribute('lang'), language);
        await addon.openOrder(number);
        const order = addon.frame.url().slice(addon.root.length);
        for (const page of [...PAGES, order, ...GUIDE]) {
          await t.test(page || 'overview', async () => {
            await addon.go(page);
            await picture(browser.page, `${language}-${width}${page.replace(order, '/order').replaceAll('/', '-')}`);
            assert.deepEqual(await findings(addon.frame), []);
            assert.equal(await overflow(addon.frame), 0, 'pixels wider than the frame');
          });
        }
        assert.deepEqual(browser.complaintsOf(world.addon), []);
      } finally {
        await browser.close();
      }
    });
  }
}
