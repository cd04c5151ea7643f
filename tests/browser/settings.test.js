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

for (const [width, javaScript, language] of [[1100, true, 'cs'], [320, false, 'sk'], [360, true, 'en']]) {
  test(`an effect is said before it is saved at ${width} px, ${javaScript ? 'with' : 'without'} a script`, async () => {
    const browser = await openBrowser({ width, javaScript });
    try {
      const admin = new Admin(browser.page, world, SHOP);
      const addon = new Addon(await admin.openAddon({ language }));
      const shown = async () => {
        await addon.go('/settings');
        const tell = await addon.frame.locator('[name="orders.on_cancel"][value="tell"]').isChecked();
        return { tell, mail: await addon.field('progress.shipped.mail').isChecked() };
      };
      const before = await shown();
      const other = before.tell ? 'annul' : 'tell';
      await addon.frame.locator(`[name="orders.on_cancel"][value="${other}"]`).press('Space');
      await addon.field('progress.shipped.mail').press('Space');
      await addon.field('orders.exclude.notes').fill(`slovo ${width}`);
      const first = await addon.post('save-settings');
      const effects = addon.button('effects');
      // Taking risks back has no effect to be warned of.
      if (!before.tell || !before.mail) {
        assert.deepEqual([first.status, await effects.count()], [200, 1]);
        if (javaScript) assert.ok(await effects.evaluate((node) => node === document.activeElement), 'the panel has the focus');
        assert.equal(await addon.field('orders.exclude.notes').inputValue(), `slovo ${width}`);
        await picture(browser.page, `effects-${language}-${width}`);
        assert.deepEqual(await findings(addon.frame), []);
        assert.equal(await overflow(addon.frame), 0, 'pixels wider than the frame');
        assert.equal((await addon.post('confirm')).status, 303);
      }
      assert.deepEqual(await shown(), { tell: !before.tell, mail: !before.mail });
      await picture(browser.page, `settings-saved-${language}-${width}`);
      await addon.go('/settings/audit');
      await picture(browser.page, `audit-${language}-${width}`);
      assert.deepEqual(await findings(addon.frame), []);
      assert.equal(await overflow(addon.frame), 0, 'pixels wider than the frame');
    } finally {
      await browser.close();
    }
  });
}
