// Each page of a shop that is at work, in each language: axe without findings, nothing wider than its frame or cut, nothing
// on the console, and all of it within the budgets of a page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { cut, findings, overflow } from './accessibility.js';
import { Addon } from './addon.js';
import { beyond, measure } from './budgets.js';
import { openBrowser, picture } from './chromium.js';
import { fileName, reachable } from './pages.js';
import { atWork, openAlone } from './stage.js';
import { startWorld } from './world.js';

/** As people look at a page: at a desk, on a narrow screen, and with the browser's zoom at 200 %. */
const VIEWS = { wide: 1100, narrow: 320, zoomed: 550 };
/** With letters twice as large, which is what zooming the text alone does. */
const LARGE = { 'large letters': 1100, 'narrow with large letters': 640 };

let world, pages;
before(async () => {
  world = await startWorld();
  await atWork(world, { landslide: true });
  await inBrowser({}, async (browser) => {
    const addon = new Addon(await openAlone(browser, world));
    pages = await reachable(addon.frame, addon.root, { filtered: true });
  });
});
after(() => world?.stop());

async function inBrowser(options, work) {
  const browser = await openBrowser(options);
  try {
    await work(browser);
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  } finally {
    await browser.close();
  }
}

/** Looks at one page in windows of several widths. */
async function look(browser, addon, page, language, views, withAxe) {
  await browser.page.setViewportSize({ width: Object.values(views)[0], height: 900 });
  await addon.go(page);
  assert.equal(await addon.frame.locator('html').getAttribute('lang'), language);
  await addon.frame.locator('summary').evaluateAll((all) => all.forEach((one) => { one.parentElement.open = true; }));
  for (const [name, width] of Object.entries(views)) {
    await browser.page.setViewportSize({ width, height: 900 });
    await picture(browser.page, `${language}-${name.replaceAll(' ', '-')}-${fileName(page)}`);
    assert.equal(await overflow(addon.frame), 0, `${name}: pixels wider than the window`);
    assert.deepEqual(await cut(addon.frame), [], name);
    if (withAxe.includes(name)) assert.deepEqual(await findings(addon.frame), [], name);
  }
}

for (const language of ['cs', 'sk', 'en']) {
  test(`every page in ${language}`, (t) =>
    inBrowser({}, async (browser) => {
      const addon = new Addon(await openAlone(browser, world, { language }));
      for (const page of pages) {
        await t.test(page || 'overview', () => look(browser, addon, page, language, VIEWS, ['wide', 'narrow']));
      }
    }));

  test(`every page with large letters in ${language}`, (t) =>
    inBrowser({ letters: 32 }, async (browser) => {
      const addon = new Addon(await openAlone(browser, world, { language }));
      assert.equal(await addon.frame.evaluate(() => getComputedStyle(document.documentElement).fontSize), '32px');
      for (const page of pages) await t.test(page || 'overview', () => look(browser, addon, page, language, LARGE, []));
    }));
}

test('a page that reacts slowly is noticed', () =>
  inBrowser({}, async (browser) => {
    const addon = new Addon(await openAlone(browser, world));
    await browser.page.addInitScript(() => {
      const idle = () => { for (const end = performance.now() + 120; performance.now() < end;); };
      addEventListener('keydown', idle);
    });
    const { react } = await measure(browser.page, `${addon.root}/settings`);
    assert.ok(react >= 100, `${react} ms`);
  }));

test('each page keeps within its budget', (t) =>
  inBrowser({}, async (browser) => {
    const addon = new Addon(await openAlone(browser, world));
    for (const page of pages) {
      await t.test(page || 'overview', async (t) => {
        const measured = await measure(browser.page, addon.root + page);
        const { document, stylesheet, script, requests, shift, paint, react } = measured;
        t.diagnostic(`HTML ${document} B, CSS ${stylesheet} B, JS ${script} B, ${requests} requests, CLS ${shift.toFixed(3)}, LCP ${paint} ms, INP ${react} ms`);
        assert.ok(document > 500 && stylesheet > 500 && script > 500, 'something was measured');
        assert.deepEqual(beyond(measured), []);
      });
    }
  }));
