// Debian's Chromium with a profile of its own that blocks third-party cookies, as strict browsers do.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-gpu',
  '--test-third-party-cookie-phaseout',
];

/**
 * Opens a browser; `close()` removes its profile. `cookies: 'none'` refuses every cookie. `zoom: 2` makes a pixel of the page
 * two of the screen, as the browser's own zoom does; `letters: 32` is the size that the user chose for text, 16 by default.
 */
export async function openBrowser({
  javaScript = true,
  cookies = 'first-party',
  width = 1100,
  height = 900,
  locale = 'cs-CZ',
  zoom = 1,
  letters = 16,
  reducedMotion = 'no-preference',
  flags = [],
} = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'spojka-chromium-'));
  mkdirSync(join(profile, 'Default'));
  const preferences = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };
  if (letters !== 16) preferences.webkit = { webprefs: { default_font_size: letters } };
  if (cookies === 'none') preferences.profile.default_content_setting_values = { cookies: 2 };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));

  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...FLAGS, ...flags],
    javaScriptEnabled: javaScript,
    viewport: { width, height },
    deviceScaleFactor: zoom,
    reducedMotion,
    locale,
  });
  context.setDefaultTimeout(60_000);
  const complaints = [];
  const refusals = [];
  const watch = (page) => {
    page.on('console', (message) => {
      complaints.push({ from: message.location().url, text: `${message.type()}: ${message.text()}` });
    });
    page.on('pageerror', (error) => complaints.push({ from: error.stack ?? '', text: `uncaught: ${error.message}` }));
  };
  context.on('page', watch);
  const page = await context.newPage();

  return {
    context,
    page,
    /** Says that a test provokes one answer with this error status from an address; Chromium reports each on its console. */
    provokes: (status, address) => refusals.push({ status, address }),
    /**
     * What the browser's console said so far about one origin or about no address at all (as of a policy that was broken), of
     * whatever level, and uncaught exceptions. Left out is one report for each provoked answer; one that was provoked and never
     * reported is a complaint too.
     */
    complaintsOf: (origin) => {
      const left = complaints.filter(({ from }) => from === '' || from.includes(origin));
      const missing = refusals.filter(({ status, address }) => {
        const report = `error: Failed to load resource: the server responded with a status of ${status} `;
        const at = left.findIndex(({ from, text }) => from === address && text.startsWith(report));
        if (at >= 0) left.splice(at, 1);
        return at < 0 && address.startsWith(origin);
      });
      return [
        ...left.map(({ from, text }) => `${text} (${from})`),
        ...missing.map(({ status, address }) => `no ${status} was reported of ${address}`),
      ];
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Takes a picture when SPOJKA_SCREENSHOTS names a folder. */
export async function picture(page, name) {
  const folder = process.env.SPOJKA_SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
