// Sessions and frames: partitioned cookies, tickets that were used or ran out, a browser that keeps no cookie, a second tab,
// two shops side by side, and a foreign site that must not frame us.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { cut, findings, overflow } from './accessibility.js';
import { Admin } from './admin.js';
import { openBrowser, picture } from './chromium.js';
import { startWorld, until } from './world.js';

/** Seconds that a ticket is good for. */
const TICKET = 60;
const SHOPS = ['svetlo', 'triko'];

let world, early;
before(async () => {
  world = await startWorld();
  for (const shop of SHOPS) await world.command(`/upgates/${shop}/activate`);
  early = { url: await ticket('svetlo', 'sk'), at: Date.now() };
});
after(() => world?.stop());

/** The address that an administration would open in its frame. */
async function ticket(shop, language = 'cs') {
  return (await world.command(`/upgates/${shop}/open`, { language })).body.url;
}

async function withBrowser(options, work) {
  const browser = await openBrowser(options);
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

async function cookiesOf(browser) {
  const session = await browser.context.newCDPSession(browser.page);
  const { cookies } = await session.send('Storage.getCookies');
  return cookies.filter((cookie) => cookie.domain === 'localhost');
}

/** A gate page stands there: one heading, a way on or a phone, fit to read. */
async function isGate(frame, language) {
  await frame.locator('[data-test="gate"]').waitFor();
  assert.equal(await frame.locator('html').getAttribute('lang'), language);
  assert.match(await frame.locator('main').innerText(), /\+420 200 000 000/);
  assert.deepEqual(await findings(frame), []);
  assert.deepEqual(await cut(frame), []);
  assert.equal(await overflow(frame), 0);
}

/** A site of somebody else, with one page. */
async function foreignSite(body) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!DOCTYPE html><html lang="en"><title>Elsewhere</title>${body}`);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The shop's address in that of one of its pages. */
const rootOf = (url) => url.match(/^.*\/app\/[^/?#]+/)[0];

const iframes = (addresses) => addresses.map((address) => `<iframe width="600" height="800" src="${address}"></iframe>`).join('');

test('this browser blocks an ordinary third-party cookie, so the next test can fail', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/top') {
      response.setHeader('content-type', 'text/html');
      response.end(`<iframe src="http://localhost:${server.address().port}/set"></iframe>`);
    } else if (request.url === '/set') {
      response.writeHead(303, { location: '/show', 'set-cookie': 'ordinary=1; Path=/; Secure; HttpOnly; SameSite=None' });
      response.end();
    } else {
      response.end(request.headers.cookie ?? 'no cookie');
    }
  });
  await new Promise((listening) => server.listen(0, listening));
  try {
    await withBrowser({}, async ({ page }) => {
      await page.goto(`http://127.0.0.1:${server.address().port}/top`);
      assert.equal(await page.frameLocator('iframe').locator('body').innerText(), 'no cookie');
    });
  } finally {
    server.close();
  }
});

test('the session cookie is partitioned by the administration, and the session goes on with it', () =>
  withBrowser({}, async (browser) => {
    const frame = await new Admin(browser.page, world, 'svetlo').openAddon();
    assert.equal(new URL(frame.url()).origin, world.addon);

    const cookies = await cookiesOf(browser);
    const session = cookies.find((cookie) => cookie.name.startsWith('__Host-'));
    assert.ok(session, `a __Host- cookie among ${cookies.map((cookie) => cookie.name)}`);
    assert.equal(session.partitionKey?.topLevelSite, 'http://127.0.0.1');
    assert.equal(session.secure && session.httpOnly && session.sameSite === 'None', true);
    for (const cookie of cookies) assert.ok(cookie.partitionKey, `${cookie.name} is partitioned`);

    const before = frame.url();
    await frame.goto(before);
    assert.ok(new URL(frame.url()).pathname.startsWith('/app'), 'a second page of the frame needs no new ticket');
    assert.ok(!frame.url().includes('/open/'), 'the ticket is not left in the address');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));

test('a browser without cookies is offered a new window, not a loop', () =>
  withBrowser({ cookies: 'none' }, async (browser) => {
    const admin = new Admin(browser.page, world, 'svetlo');
    await admin.visit();
    await admin.press('open-addon');
    const frame = await (await browser.page.waitForSelector('[data-test="addon-frame"]')).contentFrame();
    const button = frame.locator('[data-test="gate-way"]');
    await button.waitFor();
    await isGate(frame, 'cs');
    await picture(browser.page, 'no-cookies');
    const [window] = await Promise.all([browser.context.waitForEvent('page'), button.click()]);
    await window.waitForLoadState();
    assert.equal(new URL(window.url()).origin, world.addon);
    await isGate(window.mainFrame(), 'cs');
    await picture(window, 'no-cookies-window');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));

test('a used ticket goes on where its session lives, and says what to do where none does', () =>
  withBrowser({}, async (browser) => {
    const url = await ticket('svetlo', 'en');
    await browser.page.goto(url);
    const home = browser.page.url();
    assert.match(home, /\/app\/[^/]+/);
    await browser.page.goto(url);
    assert.equal(browser.page.url(), home, 'the live session goes on');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
    await browser.context.clearCookies();
    browser.provokes(410, url);
    await browser.page.goto(url);
    await isGate(browser.page.mainFrame(), 'en');
    await picture(browser.page, 'used-ticket');
    browser.provokes(401, home);
    await browser.page.goto(home);
    await isGate(browser.page.mainFrame(), 'en');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));

test('a second tab has the same session, and each goes on', () =>
  withBrowser({}, async (browser) => {
    await browser.page.goto(await ticket('svetlo'));
    const home = rootOf(browser.page.url());
    const second = await browser.context.newPage();
    await second.goto(`${home}/help`);
    assert.equal(await second.locator('nav [aria-current]').count(), 1);
    await second.goto(await ticket('svetlo', 'en'));
    assert.equal(await second.locator('html').getAttribute('lang'), 'en', 'a new ticket begins a new session');
    await browser.page.goto(`${home}/guide`);
    assert.ok(browser.page.url().startsWith(home), 'the first tab goes on');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));

test('two shops in two frames side by side keep to themselves', () =>
  withBrowser({}, async (browser) => {
    await new Admin(browser.page, world, 'svetlo').visit();
    const tickets = [await ticket('svetlo', 'cs'), await ticket('triko', 'sk')];
    await browser.page.evaluate((html) => { document.body.innerHTML = html; }, iframes(tickets));
    const frames = [];
    for (const element of await browser.page.locator('iframe').elementHandles()) {
      const frame = await element.contentFrame();
      await frame.waitForURL((url) => url.pathname.startsWith('/app'));
      await frame.locator('main').waitFor();
      frames.push(frame);
    }
    const shops = frames.map((frame) => frame.url().match(/\/app\/([^/?#]+)/)[1]);
    assert.notEqual(shops[0], shops[1]);
    for (const round of ['/help', '/guide', '']) {
      for (const [at, frame] of frames.entries()) {
        await frame.goto(`${world.addon}/app/${shops[at]}${round}`);
        assert.equal(await frame.locator('html').getAttribute('lang'), ['cs', 'sk'][at], 'each in its own words');
        assert.match(await frame.locator('footer').innerText(), new RegExp(shops[at].slice(-8), 'i'), 'each with its own shop');
      }
    }
    // A change in one leaves the other alone.
    await frames[0].locator('[name="language"][value="en"]').press('Enter');
    await until('one speaks English', async () => (await frames[0].locator('html').getAttribute('lang')) === 'en');
    await frames[1].goto(frames[1].url());
    assert.equal(await frames[1].locator('html').getAttribute('lang'), 'sk');
    const names = (await cookiesOf(browser)).map(({ name }) => name);
    assert.equal(new Set(names).size, 2, `a cookie for each: ${names}`);
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));

test('a foreign site can frame neither a page nor a ticket', () =>
  withBrowser({}, async (browser) => {
    await browser.page.goto(await ticket('svetlo'));
    const home = rootOf(browser.page.url());
    const framed = [home, `${home}/help`, `${home}/settings`, await ticket('svetlo'), `${world.addon}/open/nonsense`, `${world.addon}/app/nonsense`];
    const site = await foreignSite(iframes(framed));
    try {
      await browser.page.goto(site.address, { waitUntil: 'networkidle' });
      const blocked = () => browser.complaintsOf(world.addon).filter((line) => /Framing .* violates .* "frame-ancestors/.test(line));
      await until('Chromium says of each why', () => blocked().length === framed.length);
      const frames = browser.page.frames().filter((frame) => frame !== browser.page.mainFrame());
      assert.equal(frames.length, framed.length);
      for (const frame of frames) assert.ok(!frame.url().startsWith(world.addon), `${frame.url()} was shown`);
    } finally {
      site.close();
    }
  }));

test('pages allow no inline script or style, and such a thing does not run', () =>
  withBrowser({}, async (browser) => {
    const answer = await browser.page.goto(await ticket('svetlo'));
    const policy = answer.headers()['content-security-policy'];
    assert.match(policy, /^default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|data:|https?:\/\/(?!127\.0\.0\.1)/);
    assert.match(policy, new RegExp(`frame-ancestors ${world.admin}$`));
    assert.equal(answer.headers()['x-frame-options'], undefined);
    const ran = await browser.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      document.body.setAttribute('style', 'margin: 77px');
      return [window.ran === true, getComputedStyle(document.body).marginTop];
    });
    assert.deepEqual(ran, [false, '0px']);
    assert.ok(browser.complaintsOf(world.addon).length >= 1, 'and the browser says so');
  }));

test('a shop that was switched off is told how to come back', () =>
  withBrowser({ width: 360 }, async (browser) => {
    await browser.page.goto(await ticket('triko', 'sk'));
    const home = browser.page.url();
    await world.command('/upgates/triko/deactivate');
    // When opening and switching off were signed in the same moment, Upgates is asked first which of the two it was.
    const status = await until('it is switched off', async () => {
      const answer = await browser.page.goto(home);
      return answer.status() !== 200 && answer.status();
    });
    browser.provokes(status, home);
    assert.ok([401, 410].includes(status), `${status}`);
    await isGate(browser.page.mainFrame(), 'sk');
    await picture(browser.page, 'deactivated');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));

test('a ticket that nobody opened in time says what to do', () =>
  withBrowser({}, async (browser) => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, early.at + (TICKET + 1) * 1000 - Date.now())));
    browser.provokes(410, early.url);
    const answer = await browser.page.goto(early.url);
    assert.equal(answer.status(), 410);
    await isGate(browser.page.mainFrame(), 'sk');
    await picture(browser.page, 'expired-ticket');
    assert.deepEqual(browser.complaintsOf(world.addon), []);
  }));
