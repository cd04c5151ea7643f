// What a page may weigh, and how still it stands while it loads.
import { gzipSync } from 'node:zlib';

/** Bytes after gzip, as every server or proxy sends them; and how many requests a page may make in all. */
export const MOST = { document: 30_000, stylesheet: 15_000, script: 10_000, requests: 4, shift: 0.02 };

/**
 * Loads an address afresh and measures it; `paint` and `react` are milliseconds on this machine, to read and not to judge. A browser tells of
 * reactions from 16 ms on, in steps of 8; 0 is a quicker one.
 */
export async function measure(page, address) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const answers = [];
  const note = (response) => answers.push(response);
  page.on('response', note);
  try {
    await page.goto(address, { waitUntil: 'networkidle' });
  } finally {
    page.off('response', note);
  }
  const weights = { document: 0, stylesheet: 0, script: 0, other: 0, requests: 0 };
  for (const answer of answers) {
    if (new URL(answer.url()).pathname === '/favicon.ico') continue;
    const kind = answer.request().resourceType();
    weights.requests += 1;
    weights[kind in weights ? kind : 'other'] += gzipSync(await answer.body()).length;
  }
  // What a visitor does first: unfolds something, ticks a box, writes a letter.
  const leave = (dialog) => dialog.accept();
  page.on('dialog', leave);
  for (const target of ['summary', 'main input[type=checkbox]', 'main input[type=text]:not([readonly])']) {
    const first = page.locator(`${target} >> visible=true`).first();
    if ((await first.count()) === 0) continue;
    await first.click();
    if (target.endsWith('([readonly])')) await page.keyboard.press('a');
  }
  await page.keyboard.press('Tab');
  const seen = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen = { shift: 0, paint: 0, react: 0 };
        const watch = (type, each, more = {}) =>
          new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
        watch('layout-shift', (entry) => { seen.shift += entry.hadRecentInput ? 0 : entry.value; });
        watch('largest-contentful-paint', (entry) => { seen.paint = Math.round(entry.startTime); });
        watch('event', (entry) => { seen.react = Math.max(seen.react, Math.round(entry.duration)); }, { durationThreshold: 16 });
        setTimeout(() => resolve(seen), 150);
      }),
  );
  await session.detach();
  page.off('dialog', leave);
  return { ...weights, ...seen };
}

/** What of a measurement is beyond the budget, as lines to read. */
export const beyond = (measured) =>
  Object.entries(MOST).filter(([name, most]) => measured[name] > most).map(([name, most]) => `${name}: ${measured[name]}, at most ${most}`);
