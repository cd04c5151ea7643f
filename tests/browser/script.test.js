// What the small script adds to pages that work without it: regions that refresh themselves, a button that can't be pressed
// twice, a warning before unsaved changes are lost; and the stillness of whoever asked for it.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Addon } from './addon.js';
import { Admin } from './admin.js';
import { openBrowser } from './chromium.js';
import { reachable } from './pages.js';
import { atWork, openAlone, SHOP } from './stage.js';
import { startWorld, until } from './world.js';

let world, orders;
before(async () => {
  world = await startWorld();
  orders = await atWork(world);
});
after(() => world?.stop());

async function atPage(options, work) {
  const browser = await openBrowser(options);
  try {
    const addon = new Addon(await openAlone(browser, world));
    await work(addon, browser);
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  } finally {
    await browser.close();
  }
}

const focused = (addon) => addon.frame.evaluate(() => document.activeElement.dataset.test ?? document.activeElement.name ?? document.activeElement.tagName);

test('a region refreshes itself, keeps the focus in it, and rests while nobody looks', () =>
  atPage({}, async (addon, { page, context }) => {
    await page.clock.install();
    await addon.go('/activity');
    const link = `order-${orders.waiting}`;
    await addon.button(link).focus();
    const asked = [];
    page.on('request', (request) => { if (request.headers()['x-live']) asked.push(request.url()); });

    const second = await context.newPage();
    const number = await new Admin(second, world, SHOP).placeOrder();
    await second.close();
    await page.bringToFront();
    await until('the new order appears without a click', async () => {
      await page.clock.fastForward(11_000);
      return (await addon.button(`order-${number}`).count()) === 1;
    });
    assert.equal(await focused(addon), link, 'the focus stays at the link it was at');

    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    });
    const before = asked.length;
    for (let round = 0; round < 3; round += 1) await page.clock.fastForward(11_000);
    assert.equal(asked.length, before, 'a hidden page asks nothing');
    await page.evaluate(() => {
      delete document.hidden;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await until('it asks as soon as somebody looks again', () => asked.length > before);
  }));

test('a field that is being filled in is left alone', () =>
  atPage({}, async (addon, { page }) => {
    await page.clock.install();
    await addon.go('/activity');
    const field = addon.field('fill_from');
    if ((await field.count()) === 0) return;
    await field.fill('2026-11-01');
    let asked = 0;
    page.on('requestfinished', (request) => { if (request.headers()['x-live']) asked += 1; });
    await until('it was asked again', async () => {
      await page.clock.fastForward(11_000);
      return asked > 0;
    });
    assert.equal(await field.inputValue(), '2026-11-01');
    assert.equal(await focused(addon), 'fill_from');
  }));

test('a form that was sent back is not asked for again', () =>
  atPage({}, async (addon, browser) => {
    const { page } = browser;
    await page.clock.install();
    await addon.go('/guide/partner');
    await addon.hands.fill('[name="credentials.client"]', ' ');
    browser.provokes(422, `${addon.root}/guide/partner`);
    assert.equal((await addon.post('save-partner')).status, 422);
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    for (let round = 0; round < 3; round += 1) await page.clock.fastForward(11_000);
    assert.deepEqual(asked, []);
    assert.notEqual(await addon.problems(), '');
  }));

test('a pressed button can not be pressed twice', () =>
  atPage({}, async (addon, { page }) => {
    await addon.go('/mapping');
    // The page's own listener came first; what it lets through is counted and then kept from leaving.
    await page.evaluate(() => {
      window.sent = 0;
      addEventListener('submit', (event) => {
        if (!event.defaultPrevented) window.sent += 1;
        event.preventDefault();
      });
    });
    const button = addon.frame.locator('form[method="post"] button').first();
    for (let presses = 0; presses < 3; presses += 1) await button.press('Enter');
    assert.equal(await page.evaluate(() => window.sent), 1);
    await until('it says that it was pressed', async () => (await button.getAttribute('aria-disabled')) === 'true');
    assert.ok(await button.getAttribute('title'));
  }));

test('unsaved changes are asked about, saved ones are not', () =>
  atPage({}, async (addon, { page }) => {
    const asked = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await addon.go('/settings');
    const form = addon.frame.locator('form[data-unsaved-form]').first();
    await form.waitFor();
    const tab = addon.button('tab-help');

    await tab.click();
    await page.waitForURL('**/help');
    assert.deepEqual(asked, [], 'nothing was changed');

    await addon.go('/settings');
    const field = form.locator('input[type="number"], input[type="text"]').first();
    await field.click();
    await page.keyboard.type('7');
    await tab.click();
    await until('it asks', () => asked.length > 0);
    assert.deepEqual(asked, ['beforeunload']);
    assert.match(page.url(), /\/settings/, 'and stays when told to');

    await field.press('Backspace');
    await form.locator('button').first().press('Enter');
    await until('the form was sent', async () => (await addon.button('errors').count()) + (await addon.button('done').count()) > 0);
    assert.deepEqual(asked, ['beforeunload'], 'sending the form is no loss');
  }));

test('whoever asked for little motion gets none', () =>
  atPage({ reducedMotion: 'reduce' }, async (addon) => {
    for (const page of await reachable(addon.frame, addon.root)) {
      await addon.go(page);
      const moving = await addon.frame.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter((e) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e);
            return parseFloat(transitionDuration) > 0 || animationName !== 'none' || scrollBehavior === 'smooth';
          })
          .map((e) => e.outerHTML.slice(0, 80)),
      );
      assert.deepEqual(moving, [], page);
    }
  }));

test('every page says the same without a script', () =>
  atPage({ javaScript: false }, async (addon) => {
    for (const page of await reachable(addon.frame, addon.root)) {
      await addon.go(page);
      assert.equal(await addon.frame.locator('h1').count(), page === '' ? await addon.frame.locator('h1').count() : 1, page);
      assert.ok((await addon.text()).length > 40, page);
      for (const form of await addon.frame.locator('form').all()) {
        assert.ok((await form.locator('button:not([hidden]), input[type=submit]').count()) > 0, `${page} has a form that can't be sent`);
      }
    }
  }));

test('without a script a page that waits for the other side goes on by itself', () =>
  atPage({ javaScript: false }, async (addon) => {
    await world.command('/faults', { system: 'extend', path_contains: '/ProductAvailability', kind: 'latency', latency_ms: 2500, times: 1 });
    await addon.go('/guide/partner');
    await addon.post('save-partner');
    assert.equal(await addon.button('test-wait').count(), 1, 'the login is being tried');
    await addon.button('test-ok').waitFor({ timeout: 20_000 });
    assert.equal(new URL(addon.frame.url()).hash, '');
  }));

test('a page stays where it is in another language', () =>
  atPage({}, async (addon) => {
    await addon.go('/activity?state=waiting');
    await addon.frame.locator('.languages button[value="sk"]').click();
    await until('it is Slovak', async () => (await addon.frame.locator('html').getAttribute('lang')) === 'sk');
    assert.match(addon.frame.url(), /\/activity\?state=waiting$/);
  }));
