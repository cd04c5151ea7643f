// A person without a mouse: goes on by Tab until the wanted thing has the focus, and looks whether the focus can be seen.

/** What has the focus in a frame: how it can be told apart, and what is wrong with the way it is shown. */
const FOCUS = () => {
  const e = document.activeElement;
  if (!e || e === document.body || !document.hasFocus()) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const wrong = [];
  if (!e.matches(':focus-visible')) wrong.push('is not drawn as focused');
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('has no outline');
  const [x, y] = [Math.min(box.left + box.width / 2, innerWidth - 1), box.top + box.height / 2];
  if (box.width < 1 || box.height < 1 || x < 0) wrong.push('has no size');
  else if (y >= 0 && y < innerHeight) {
    const top = document.elementFromPoint(x, y);
    const label = top?.closest('label');
    if (!top || !(e.contains(top) || top.contains(e) || label?.control === e)) wrong.push(`is covered by ${top?.outerHTML.slice(0, 80)}`);
  } else if (!(box.top < innerHeight && box.bottom > 0)) wrong.push('is out of sight');
  window.spojkaSeen ??= new Map();
  if (!window.spojkaSeen.has(e)) window.spojkaSeen.set(e, window.spojkaSeen.size);
  return { at: window.spojkaSeen.get(e), name: e.outerHTML.slice(0, 140), parts: /date|time|month|week/.test(e.type), wrong };
};

export class Keyboard {
  constructor(frame) {
    this.frame = frame;
    this.page = frame.page();
  }

  /** What has the focus; null when it is elsewhere than in this frame. */
  focus() {
    return this.frame.evaluate(FOCUS);
  }

  /** Presses Tab until something inside the frame that fits the selector has the focus. */
  async reach(selector) {
    const last = (one) => one?.name ?? 'nothing';
    let focus = null;
    for (let presses = 0; presses < 300; presses += 1) {
      if (await this.frame.evaluate((wanted) => document.hasFocus() && document.activeElement?.matches(wanted), selector)) {
        focus = await this.focus();
        if (focus.wrong.length > 0) throw new Error(`${focus.name} ${focus.wrong.join(', ')}`);
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${selector}; last was ${last(await this.focus())}`);
  }

  /** Everything that Tab comes by, from the page's beginning until it leaves the page. */
  async walk() {
    await this.frame.evaluate(() => {
      document.activeElement?.blur();
      getSelection().removeAllRanges();
      scrollTo(0, 0);
    });
    const stops = [];
    for (let presses = 0; presses < 400; presses += 1) {
      await this.page.keyboard.press('Tab');
      const focus = await this.focus();
      if (!focus) {
        if (stops.length > 0) return stops;
        continue;
      }
      if (focus.at !== stops.length) {
        if (focus.at === 0) return stops;
        // A date has a stop for its day, month, year and calendar.
        if (focus.at === stops.length - 1 && focus.parts) continue;
        throw new Error(`Tab goes round: after ${stops.at(-1)?.name} comes ${focus.name}`);
      }
      stops.push(focus);
    }
    throw new Error('Tab never leaves the page');
  }

  /** How many things of the page can be reached at all; of a group of radio buttons one. */
  reachable() {
    return this.frame.evaluate(() => {
      const groups = new Set();
      return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((e) => {
        if (e.tabIndex < 0 || e.disabled || e.type === 'hidden' || !e.checkVisibility({ visibilityProperty: true })) return false;
        if (e.type !== 'radio') return true;
        const group = `${e.form?.action} ${e.name}`;
        return !groups.has(group) && groups.add(group);
      }).length;
    });
  }

  async fill(selector, text) {
    await this.reach(selector);
    await this.page.keyboard.press('Control+a');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.type(text);
  }

  async press(selector) {
    await this.reach(selector);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses one of a group of radio buttons: Tab to the group, arrows inside it. */
  async choose(name, value) {
    const chosen = () => this.frame.locator(`[name="${name}"]:checked`).getAttribute('value');
    await this.reach(`[name="${name}"]`);
    if ((await this.frame.locator(`[name="${name}"]:checked`).count()) === 0) await this.page.keyboard.press('Space');
    for (let presses = 0; presses < 30 && (await chosen()) !== value; presses += 1) await this.page.keyboard.press('ArrowDown');
    if ((await chosen()) !== value) throw new Error(`the arrows never chose ${value} of ${name}`);
  }

  /** Goes to an address: by a link of the page when it has one, else by the address. */
  async go(address) {
    const path = new URL(address).pathname;
    if ((await this.frame.locator(`a[href="${path}"]`).count()) === 0) return this.frame.goto(address);
    const page = this.page;
    const [reply] = await Promise.all([
      page.waitForResponse((r) => new URL(r.url()).pathname === path && r.request().resourceType() === 'document'),
      page.waitForEvent('framenavigated', (frame) => frame === this.frame),
      this.press(`a[href="${path}"]`),
    ]);
    await this.frame.waitForLoadState();
    return reply;
  }
}

/** The same deeds without looking for the focus first, for tests that are about something else. */
export class Hands {
  constructor(frame) {
    this.frame = frame;
  }

  fill(selector, text) {
    return this.frame.locator(selector).fill(text);
  }

  // By key: a click at a place that must first be scrolled to can miss in a frame of another site.
  press(selector) {
    return this.frame.locator(selector).press('Enter');
  }

  choose(name, value) {
    return this.frame.locator(`[name="${name}"][value="${value}"]`).press('Space');
  }

  go(address) {
    return this.frame.goto(address);
  }
}
