// Pages without tabs in a real browser: maintenance and its end, a new version and the way past it, a message to support.
// In each language axe finds nothing and nothing is cut, on a wide and on a narrow screen.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { cut, findings, overflow } from './accessibility.js';
import { Addon } from './addon.js';
import { openBrowser, picture } from './chromium.js';
import { atWork, openAlone, SHOP } from './stage.js';
import { startWorld } from './world.js';

const LANGUAGES = ['cs', 'sk', 'en'];
let world, browser;

before(async () => {
  world = await startWorld();
  await atWork(world);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await world?.stop();
});

async function look(name) {
  for (const width of [1100, 320]) {
    await browser.page.setViewportSize({ width, height: 900 });
    await picture(browser.page, `${name}-${width}`);
    const frame = browser.page.mainFrame();
    assert.deepEqual(await findings(frame), [], `${name} at ${width}`);
    assert.deepEqual(await cut(frame), [], `${name} at ${width}`);
    assert.equal(await overflow(frame), 0, `${name} at ${width}`);
  }
  await browser.page.setViewportSize({ width: 1100, height: 900 });
}

test('maintenance closes a page that is open, and its end opens it again', async () => {
  for (const language of LANGUAGES) {
    const { root, frame } = new Addon(await openAlone(browser, world, { language }));
    const page = `${root}/activity`;
    world.operate(['maintenance', 'on', '--until', new Date(Date.now() + 3_600_000).toISOString()]);
    browser.provokes(503, page);
    const reply = await frame.goto(page);
    assert.equal(reply.status(), 503);
    assert.ok(Number(reply.headers()['retry-after']) > 0, 'whoever asks by machine learns when to come back');
    assert.equal(await frame.locator('body').getAttribute('data-gate'), 'maintenance');
    await look(`${language}-gate-maintenance`);
    world.operate(['maintenance', 'off']);
    assert.equal((await frame.goto(page)).status(), 200, 'the session outlives it');
  }
  assert.deepEqual(browser.complaintsOf(world.addon), []);
});

test('a new version is told once, and one button leads on', async () => {
  for (const [n, language] of LANGUAGES.entries()) {
    // Another moment than the opening's: the same signed text is not taken at two addresses.
    await world.command(`/upgates/${SHOP}/version`, { version: n + 2, time_offset_s: 60 });
    const frame = await openAlone(browser, world, { language });
    assert.equal(await frame.locator('body').getAttribute('data-gate'), 'news');
    await look(`${language}-gate-news`);
    await Promise.all([frame.waitForURL(/\/app\/[^/]+\/?$/), frame.locator('[data-test="news-go"]').press('Enter')]);
    assert.equal(await frame.locator('[data-test="news-go"]').count(), 0);
    await openAlone(browser, world, { language });
    assert.equal(await frame.locator('[data-test="news-go"]').count(), 0, 'not a second time');
  }
  assert.deepEqual(browser.complaintsOf(world.addon), []);
});

test('a message to support shows all that it sends', async () => {
  for (const language of LANGUAGES) {
    const addon = new Addon(await openAlone(browser, world, { language }));
    await addon.go('/help');
    await look(`${language}-help`);
    const enclosed = await addon.frame.locator('[data-test="enclosed"]').innerText();
    await addon.field('subject').fill('Objednávka 1042');
    await addon.field('message').fill('Objednávka 1042 nám nechodí.');
    // Without a mail server the message is prepared for the merchant's own mail program.
    await addon.post('send-message');
    const body = addon.frame.locator('[data-test="message-body"]');
    const whole = await body.evaluate((node) => node.value ?? node.textContent);
    assert.ok(whole.includes('Objednávka 1042 nám nechodí.'), whole);
    assert.ok(whole.includes(enclosed.trim().split('\n')[0]), whole);
    assert.match(await addon.frame.locator('[data-test="mailto"]').getAttribute('href'), /^mailto:podpora@spojka\.example\?/);
    await look(`${language}-help-message`);
  }
  assert.deepEqual(browser.complaintsOf(world.addon), []);
});
