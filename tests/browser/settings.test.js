// A risky change of the settings: its effect stands on the page before anything is saved, with and without a script, by keyboard.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { findings, overflow } from './accessibility.js';
import { Addon } from './addon.js';
import { Admin } from './admin.js';
import { openBrowser, picture } from './chromium.js';
import { Warehouse } from './warehouse.js';
import { startWorld } from './world.js';

const SHOP = 'svetlo';
let world;

before(async () => {
  world = await startWorld();
  const browser = await openBrowser();
  try {
    const admin = new Admin(browser.page, world, SHOP);
    const warehouse = new Warehouse(await browser.context.newPage(), world);
    await admin.activate();
    const { token } = await admin.shopState();
    const coupling = {
      partner: 'extend',
      credentials: await warehouse.credentials(),
      options: { customer_number: 'WEB', warehouses: ['MAIN'] },
      orders: { ready_statuses: [5], from: 'now', hold_minutes: 0 },
      carriers: {}, payments: {}, progress: { shipped: { status_id: 7, mail: false } },
      stock: { master: 'shop' },
      start: true,
    };
    world.operate(['shops', 'couple', token, '--settings', '-'], JSON.stringify(coupling));
  } finally {
    await browser.close();
  }
});
after(() => world?.stop());

const RISKS = [
  { width: 1100, javaScript: true, language: 'cs', risk: '[name="orders.on_cancel"][value="tell"]' },
  { width: 320, javaScript: false, language: 'sk', risk: '[name="stock.master"][value="partner"]' },
  { width: 360, javaScript: true, language: 'en', risk: '[name="progress.shipped.mail"]' },
];

for (const { width, javaScript, language, risk } of RISKS) {
  test(`an effect is said before it is saved at ${width} px, ${javaScript ? 'with' : 'without'} a script`, async () => {
    const browser = await openBrowser({ width, javaScript });
    try {
      const admin = new Admin(browser.page, world, SHOP);
      const addon = new Addon(await admin.openAddon({ language }));
      // axe is a script itself.
      const sound = async () => {
        if (javaScript) assert.deepEqual(await findings(addon.frame), []);
        if (javaScript) assert.equal(await overflow(addon.frame), 0, 'pixels wider than the frame');
      };
      const chosen = () => addon.frame.locator(risk).isChecked();
      await addon.go('/settings');
      assert.equal(await chosen(), false);
      await picture(browser.page, `settings-${language}-${width}`);
      await addon.frame.locator(risk).press('Space');
      await addon.field('orders.exclude.notes').fill(`slovo ${width}`);
      assert.equal((await addon.post('save-settings')).status, 200);
      const effects = addon.button('effects');
      assert.equal(await effects.count(), 1);
      if (javaScript) assert.ok(await effects.evaluate((node) => node === document.activeElement), 'the panel has the focus');
      assert.deepEqual([await chosen(), await addon.field('orders.exclude.notes').inputValue()], [true, `slovo ${width}`]);
      await picture(browser.page, `effects-${language}-${width}`);
      await sound();
      await addon.go('/settings');
      assert.equal(await chosen(), false, 'nothing was saved');

      await addon.frame.locator(risk).press('Space');
      await addon.post('save-settings');
      assert.equal((await addon.post('confirm')).status, 303);
      assert.equal(await chosen(), true);
      await picture(browser.page, `saved-${language}-${width}`);
      await addon.go('/settings/audit');
      await picture(browser.page, `audit-${language}-${width}`);
      await sound();
    } finally {
      await browser.close();
    }
  });
}
