import { mkdirSync } from 'node:fs';
import { openBrowser } from './chromium.js';
import { Admin } from './admin.js';
import { Warehouse } from './warehouse.js';
import { startWorld, until } from './world.js';
import { findings, overflow } from './accessibility.js';
const out = '/tmp/shots-help'; mkdirSync(out, { recursive: true });
const SHOP = 'svetlo';
const world = await startWorld();
try {
  const b = await openBrowser();
  const admin = new Admin(b.page, world, SHOP);
  const warehouse = new Warehouse(await b.context.newPage(), world);
  await admin.activate();
  const { token, carriers, payments } = await admin.shopState();
  const coupling = { partner: 'extend', credentials: await warehouse.credentials(), options: { customer_number: 'WEB', unit: 'st', warehouses: ['MAIN', 'BRNO'] },
    orders: { ready_statuses: [1, 5], from: 'now', hold_minutes: 0 }, carriers: Object.fromEntries(carriers.slice(1).map(({ id }) => [id, 'DHL'])),
    payments: Object.fromEntries(payments.map(({ id }) => [id, 'AdvancePayment'])), stock: { master: 'shop' }, start: true };
  world.operate(['shops', 'couple', token, '--settings', '-'], JSON.stringify(coupling));
  const number = await admin.placeOrder({ carrier: carriers[1].id });
  await until('there', () => warehouse.order(number));
  await admin.placeOrder({ carrier: carriers[0].id });
  const ticket = async (language) => {
    const answer = await world.command(`/upgates/${SHOP}/open`, { language });
    return JSON.parse(JSON.stringify(answer)).body?.url ?? answer.answer?.url ?? answer.reply?.url ?? JSON.stringify(answer).match(/http:[^"\\]*\/open\/[A-Za-z0-9_.-]+/)[0];
  };
  const check = async (page, name) => {
    console.log(name, 'overflow', await overflow(page.mainFrame()), JSON.stringify(await findings(page.mainFrame())).slice(0, 600));
    await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
  };
  for (const [width, language] of [[1100, 'cs'], [360, 'sk'], [1100, 'en']]) {
    const c = await openBrowser({ width });
    const page = c.page;
    await page.goto(await ticket(language));
    const lang = await page.locator('html').getAttribute('lang');
    if (lang !== language) { await page.locator(`button[value=${language}]`).click(); await page.waitForLoadState(); }
    const root = page.url().match(/^https?:\/\/[^/]+\/app\/[^/?#]+/)[0];
    const n = `${width}-${language}`;
    await page.goto(`${root}/help`); await check(page, `help-${n}`);
    await page.goto(`${root}/help#MAP-SHIP`);
    await page.locator('[name=subject]').fill('Kde je objednávka?'); await page.locator('[name=message]').fill('Dobrý den,\nnechodí nám zboží.');
    await page.locator('[name=reply_to]').evaluate((e) => { e.type = 'text'; e.value = 'nesmysl'; });
    await page.locator('[data-test=message-form]').evaluate((f) => { f.noValidate = true; });
    await page.locator('[data-test=send-message]').click(); await page.waitForLoadState(); await check(page, `help-error-${n}`);
    await page.locator('[name=reply_to]').fill('jana@obchod.cz');
    await page.locator('[data-test=send-message]').click(); await page.waitForLoadState(); await check(page, `message-${n}`);
    world.operate(['maintenance', 'on', '--until', '2099-12-24T12:00:00+01:00']);
    await page.goto(`${root}/help`); await check(page, `maintenance-${n}`);
    world.operate(['maintenance', 'off']);
    await world.command(`/upgates/${SHOP}/version`, {});
    await until('news', async () => { await page.goto(`${root}/activity`); return page.url().endsWith('/news'); });
    await page.waitForTimeout(1500); await page.reload();
    await check(page, `news-${n}`);
    await page.locator('[data-test=news-go]').click(); await page.waitForLoadState();
    console.log('after news', page.url());
    console.log('complaints', c.complaintsOf(world.addon).filter((l) => !/50[0-9]|422/.test(l)));
    if (width === 1100 && language === 'en') {
      await world.command(`/upgates/${SHOP}/deactivate`, {});
      await page.goto(`${root}/help`); await check(page, `deactivated-${n}`);
      await page.locator('details summary').click();
      await page.locator('[name=confirmation]').fill('X'); await page.locator('[data-test=erase]').click(); await page.waitForLoadState(); await check(page, `deactivated-error-${n}`);
      await page.setViewportSize({ width: 360, height: 800 }); await check(page, `deactivated-error-360-${language}`);
    }
    await c.context.clearCookies(); await page.goto(`${root}/help`); await check(page, `expired-${n}`);
    await c.close();
  }
  await b.close();
} finally { await world.stop(); }
