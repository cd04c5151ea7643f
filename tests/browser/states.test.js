// States that a page can be in besides "at work": empty, waiting for the other side, stopped, paused, refused, filled in
// wrongly. In each language axe finds nothing and nothing is cut, on a wide and on a narrow screen.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { cut, findings, overflow } from './accessibility.js';
import { Addon } from './addon.js';
import { openBrowser, picture } from './chromium.js';
import { fileName, reachable } from './pages.js';
import { atWork, openAlone, SHOP } from './stage.js';
import { startWorld, until } from './world.js';

const LANGUAGES = ['cs', 'sk', 'en'];

let world, browser, numbers;
before(async () => {
  world = await startWorld();
  numbers = await atWork(world, { landslide: true });
  await world.command('/upgates/triko/activate');
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

/** Looks at the page that is shown now, wide and narrow. */
async function look(frame, name, widths = [1100, 360]) {
  for (const width of widths) {
    await browser.page.setViewportSize({ width, height: 900 });
    await picture(browser.page, `${name}-${width}`);
    assert.deepEqual(await findings(frame), [], `${name} at ${width}`);
    assert.deepEqual(await cut(frame), [], `${name} at ${width}`);
    assert.equal(await overflow(frame), 0, `${name} at ${width}`);
  }
  await browser.page.setViewportSize({ width: 1100, height: 900 });
}

/** Does something in each language and fails when the browser complained. */
async function inEachLanguage(shop, work) {
  for (const language of LANGUAGES) await work(new Addon(await openAlone(browser, world, { shop, language })), language);
  assert.deepEqual(browser.complaintsOf(world.addon), []);
}

test('a shop that has not begun', (t) =>
  inEachLanguage('triko', async (addon, language) => {
    for (const page of await reachable(addon.frame, addon.root)) {
      await t.test(`${language} ${page}`, async () => {
        await addon.go(page);
        await look(addon.frame, `${language}-empty-${fileName(page)}`);
      });
    }
  }));

test('a stopped stock change, and orders that wait or were refused', () =>
  inEachLanguage(SHOP, async (addon, language) => {
    await addon.go('');
    for (const part of await addon.frame.locator('summary').all()) await part.press('Enter');
    await look(addon.frame, `${language}-overview-stopped`);
    for (const kind of ['waiting', 'refused', 'shipped']) {
      await addon.openOrder(numbers[kind]);
      await look(addon.frame, `${language}-order-${kind}`);
    }
  }));

test('filters that find nothing or make no sense', () =>
  inEachLanguage(SHOP, async (addon, language) => {
    await addon.go('/activity?text=nothing-is-called-so');
    await look(addon.frame, `${language}-activity-nothing`);
    const wrong = `${addon.root}/activity?state=exploded&from=yesterday`;
    browser.provokes(400, wrong);
    await addon.frame.goto(wrong);
    assert.notEqual(await addon.problems(), '');
    await look(addon.frame, `${language}-activity-wrong`);
  }));

test('pages that are not there', () =>
  inEachLanguage(SHOP, async (addon, language) => {
    browser.provokes(404, `${addon.root}/orders/none`);
    await addon.frame.goto(`${addon.root}/orders/none`);
    assert.equal(await addon.button('gate').count(), 1);
    await look(addon.frame, `${language}-not-found`);
  }));

/** Fills every field of a form with something that can't be, past the browser's own checks, and sends it. */
const spoil = (form) =>
  form.evaluate((form) => {
    form.noValidate = true;
    for (const field of form.elements) {
      if (field.readOnly || field.disabled || ['hidden', 'checkbox', 'radio', 'submit', 'button'].includes(field.type)) continue;
      if (field.tagName === 'SELECT') continue;
      if (field.type === 'date') field.value = '1900-01-01';
      else if (field.type === 'number') field.value = '-777777';
      else field.value = 'x'.repeat(400);
    }
    form.requestSubmit(form.querySelector('button:not([type=button]):not([disabled])'));
  });

test('every form that is filled in wrongly', async (t) => {
  let shown = 0;
  for (const shop of [SHOP, 'triko']) {
    await inEachLanguage(shop, async (addon, language) => {
      for (const page of await reachable(addon.frame, addon.root)) {
        await addon.go(page);
        const wrong = 'form[method="post"]:has(input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([readonly]))';
        const count = await addon.frame.locator(wrong).count();
        for (let at = 0; at < count; at += 1) {
          await t.test(`${language} ${page} form ${at + 1}`, async () => {
            await addon.go(page);
            const [reply] = await Promise.all([
              browser.page.waitForResponse((r) => r.request().method() === 'POST'),
              browser.page.waitForEvent('framenavigated'),
              spoil(addon.frame.locator(wrong).nth(at)),
            ]);
            await addon.frame.waitForLoadState();
            assert.ok(reply.status() < 500, `${reply.status()}`);
            if (reply.status() < 400) return;
            browser.provokes(reply.status(), reply.url());
            shown += 1;
            assert.notEqual(await addon.problems(), '', 'it says what is wrong');
            assert.equal(await addon.frame.evaluate(() => document.activeElement.id), 'errors', 'and the focus is there');
            const ways = await addon.frame.locator('#errors a').evaluateAll((all) => all.map((a) => document.getElementById(a.hash.slice(1)) !== null));
            assert.ok(ways.length > 0 && ways.every(Boolean), 'each problem leads to its field');
            await look(addon.frame, `${language}-${shop}-wrong-${fileName(page)}-${at + 1}`, language === 'cs' ? [1100] : [360]);
          });
        }
      }
    });
  }
  assert.ok(shown >= 3 * 4, `${shown} forms were refused`);
});

test('paused', async () => {
  const addon = new Addon(await openAlone(browser, world));
  await addon.go('');
  await addon.frame.locator('form[action$="/pause"] button').press('Enter');
  await until('it is paused', async () => (await addon.frame.locator('form[action$="/resume"]').count()) === 1);
  await inEachLanguage(SHOP, async (addon, language) => {
    await addon.go('');
    await look(addon.frame, `${language}-overview-paused`);
  });
});

test('a login that the other side no longer takes', async () => {
  const addon = new Addon(await openAlone(browser, world));
  await addon.go('/guide/partner');
  await addon.hands.fill('[name="credentials.password"]', 'no longer good');
  await addon.post('save-partner');
  assert.equal((await addon.accountWorks()).works, false);
  await inEachLanguage(SHOP, async (addon, language) => {
    for (const page of ['/guide/partner', '/guide/readiness', '']) {
      await addon.go(page);
      await look(addon.frame, `${language}-refused-${fileName(page)}`);
    }
  });
});

test('counts of five digits fit on every page', () =>
  inEachLanguage(SHOP, async (addon, language) => {
    for (const page of await reachable(addon.frame, addon.root)) {
      await addon.go(page);
      // Whatever stands alone as a number, the guide's six steps apart: tiles, cells, bars. A sentence wraps by itself.
      const grown = await addon.frame.evaluate(() => {
        const all = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
        let count = 0;
        while (all.nextNode()) {
          if (!/^\s*\d{1,4}\s*$/.test(all.currentNode.data) || all.currentNode.parentElement.closest('option, svg, .steps')) continue;
          all.currentNode.data = '98\u00a0765';
          count += 1;
        }
        return count;
      });
      if (grown > 0) await look(addon.frame, `${language}-grown-${fileName(page)}`, [1100, 320]);
    }
  }));
