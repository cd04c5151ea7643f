// What a page may weigh, and how still it stands while it loads.
import { gzipSync } from 'node:zlib';

/** Bytes after gzip, as every server or proxy sends them; and how many requests a page may make in all. */
export const MOST = { document: 30_000, stylesheet: 15_000, script: 10_000, requests: 4, shift: 0.02 };

/** Loads an address afresh and measures it; `paint` and `react` are milliseconds on this machine, to read and not to judge. */
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
  // A key that does nothing, so that there is an interaction to measure.
  await page.keyboard.press('Shift');
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
  return { ...weights, ...seen };
}

/** What of a measurement is beyond the budget, as lines to read. */
export const beyond = (measured) =>
  Object.entries(MOST).filter(([name, most]) => measured[name] > most).map(([name, most]) => `${name}: ${measured[name]}, at most ${most}`);
