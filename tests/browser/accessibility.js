// axe-core inside the add-on's frame: what it finds serious or critical fails a test.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The findings of one frame that WCAG 2.2 AA knows, as lines to read; `levels` narrows them. */
export async function findings(frame, levels = ['serious', 'critical']) {
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(() =>
    window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return violations
    .filter(({ impact }) => levels.includes(impact))
    .flatMap(({ id, impact, help, nodes }) => nodes.map((node) => `${impact} ${id}: ${help}\n    ${node.html.slice(0, 200)}`));
}

/** How far the page is wider than its frame, in CSS pixels; 0 when it fits. */
export const overflow = (frame) =>
  frame.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
