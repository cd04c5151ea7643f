// Makes the pictures of docs/design.md: every page of a shop at work, at 1100 and 360 pixels, with few colours so that they stay
// small, and the section of that page which shows them. Run it again after pages changed: `npm run pictures`.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import UPNG from 'upng-js';
import { Addon } from './addon.js';
import { openBrowser } from './chromium.js';
import { fileName, reachable } from './pages.js';
import { atWork, openAlone, SHOP } from './stage.js';
import { startWorld, until } from './world.js';

const docs = process.argv[2] ?? '../../docs';
const folder = join(docs, 'images', 'pages');
const WIDTHS = [1100, 360];
const COLOURS = 48;

/** A PNG with a palette, of a PNG with all colours. */
function small(png) {
  const { width, height } = UPNG.decode(png);
  const [pixels] = UPNG.toRGBA8(UPNG.decode(png));
  return Buffer.from(UPNG.encode([pixels], width, height, COLOURS));
}

const shown = [];

async function shoot(browser, name) {
  const title = (await browser.page.title()).replace(' · Spojka', '');
  shown.push(`### ${title}\n\n<img src="images/pages/${name}-1100.png" width="620" alt="${title}, 1100 px"> <img src="images/pages/${name}-360.png" width="210" alt="${title}, 360 px">\n`);
  for (const width of WIDTHS) {
    await browser.page.setViewportSize({ width, height: 700 });
    await browser.page.evaluate(() => document.activeElement?.blur());
    writeFileSync(join(folder, `${name}-${width}.png`), small(await browser.page.screenshot({ fullPage: true })));
  }
}

const world = await startWorld();
const browser = await openBrowser();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await world.command('/upgates/triko/activate');
  let addon = new Addon(await openAlone(browser, world, { shop: 'triko' }));
  await addon.go('/guide');
  await shoot(browser, 'start');

  const { refused } = await atWork(world, { landslide: true });
  addon = new Addon(await openAlone(browser, world));
  await until('the books of the first minute are read', async () => {
    await addon.go('/guide/readiness');
    return (await addon.frame.locator('[data-soon]').count()) === 0;
  });
  for (const page of await reachable(addon.frame, addon.root)) {
    if (page.startsWith('/orders/')) continue;
    await addon.go(page);
    await shoot(browser, fileName(page));
  }
  await addon.openOrder(refused);
  await shoot(browser, 'order');
  const gone = addon.frame.url().replace(/orders\/.*/, 'orders/none');
  await addon.frame.goto(gone);
  await shoot(browser, 'gate');

  const page = join(docs, 'design.md');
  const section = `<!-- pages -->\n\n${shown.join('\n')}\n<!-- /pages -->`;
  writeFileSync(page, readFileSync(page, 'utf8').replace(/<!-- pages -->[^]*<!-- \/pages -->/, () => section));
  const weights = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  console.log(`${weights.length} pictures of ${SHOP}, ${Math.round(weights.reduce((sum, one) => sum + one, 0) / 1000)} kB`);
} finally {
  await browser.close();
  await world.stop();
}
