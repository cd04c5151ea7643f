// The session inside the frame: partitioned where third-party cookies are blocked, and a way on where none is kept.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Admin } from './admin.js';
import { openBrowser, picture } from './chromium.js';
import { startWorld } from './world.js';

let world;
before(async () => { world = await startWorld(); });
after(() => world?.stop());

async function cookiesOf(browser) {
  const session = await browser.context.newCDPSession(browser.page);
  const { cookies } = await session.send('Storage.getCookies');
  return cookies.filter((cookie) => cookie.domain === 'localhost');
}

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
  const browser = await openBrowser();
  try {
    await browser.page.goto(`http://127.0.0.1:${server.address().port}/top`);
    assert.equal(await browser.page.frameLocator('iframe').locator('body').innerText(), 'no cookie');
  } finally {
    await browser.close();
    server.close();
  }
});

test('the session cookie is partitioned by the administration, and the session goes on with it', async () => {
  const browser = await openBrowser();
  try {
    const admin = new Admin(browser.page, world, 'svetlo');
    await admin.activate();
    const frame = await admin.openAddon();
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
  } finally {
    await browser.close();
  }
});

test('a browser without cookies is offered a new window, not a loop', async () => {
  const browser = await openBrowser({ cookies: 'none' });
  try {
    const admin = new Admin(browser.page, world, 'svetlo');
    await admin.visit();
    await admin.press('open-addon');
    const frame = await (await browser.page.waitForSelector('[data-test="addon-frame"]')).contentFrame();
    const button = frame.locator('[data-test="gate-way"]');
    await button.waitFor();
    await picture(browser.page, 'no-cookies');
    const [window] = await Promise.all([browser.context.waitForEvent('page'), button.click()]);
    await window.waitForLoadState();
    assert.equal(new URL(window.url()).origin, world.addon);
    assert.equal(await window.locator('[data-test="gate"]').count(), 1, 'and where even that keeps none, it says so');
    await picture(window, 'no-cookies-window');
  } finally {
    await browser.close();
  }
});
