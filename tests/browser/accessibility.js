// axe-core inside a page, and what a page's geometry tells: nothing wider than its window, nothing cut, nothing spilled.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds in one frame, of every level, as lines to read. */
export async function findings(frame) {
  await frame.evaluate(source);
  const { violations } = await frame.evaluate(
    (rules) => window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }),
    RULES,
  );
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${help}\n    ${node.html.slice(0, 200)}`),
  );
}

/** How far the page is wider than its frame, in CSS pixels; 0 when it fits. */
export const overflow = (frame) =>
  frame.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));

/** Whatever a reader can't see whole: cut by its own box, spilled out of it, or beyond the window's edge. */
export const cut = (frame) =>
  frame.evaluate(() => {
    // What only a screen reader is told is clipped to nothing, with all that is in it.
    const told = (e) => e && e !== document.body && (getComputedStyle(e).clipPath !== 'none' || told(e.parentElement));
    const hidden = (e) => e.closest('.skip, svg, datalist, option') || !e.checkVisibility() || told(e);
    const scrolled = (e) => {
      for (let at = e; at; at = at.parentElement) {
        if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at !== document.documentElement) return true;
      }
      return false;
    };
    const found = [];
    for (const e of document.body.querySelectorAll('*')) {
      if (hidden(e) || e.matches('input, select, textarea, progress')) continue;
      const style = getComputedStyle(e);
      if (style.display === 'inline' || scrolled(e)) continue;
      const name = `${e.tagName.toLowerCase()}.${e.className} “${e.textContent.trim().slice(0, 40)}”`;
      const past = e.getBoundingClientRect().right - document.documentElement.clientWidth;
      if (past > 1) found.push(`${name} ends ${Math.round(past)} px beyond the window`);
      else if (e.scrollWidth > e.clientWidth + 1) found.push(`${name} holds ${e.scrollWidth} px in ${e.clientWidth}`);
      else if (style.overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1) found.push(`${name} is cut below`);
    }
    return found;
  });
