// What the pages do besides working by themselves: refresh live regions, keep focus, hold back a second press,
// warn of unsaved changes, copy. Without it everything still works.
'use strict';
(() => {
  const body = document.body;

  // A pressed button says so and can't be pressed twice; the form still sends its name and value.
  addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    // What was typed into another form would be gone.
    if ([...dirty].some((other) => other !== form) && !confirm(body.dataset.unsaved)) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    leaving = true;
    setTimeout(() => {
      for (const b of form.querySelectorAll('button')) {
        b.setAttribute('aria-disabled', 'true');
        if (b === event.submitter) b.title = body.dataset.busy;
      }
    }, 0);
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      for (const b of form.querySelectorAll('[aria-disabled]')) b.removeAttribute('aria-disabled');
    }
  });

  // Unsaved changes: the browser asks before the page is left. What a form shows that was sent back is not saved either.
  const dirty = new Set(document.querySelectorAll('[data-unsaved-form][data-dirty]'));
  let leaving = false;
  addEventListener('input', (event) => {
    const form = event.target.form;
    if (form?.matches('[data-unsaved-form]')) dirty.add(form);
  });
  addEventListener('beforeunload', (event) => { if (dirty.size && !leaving) event.preventDefault(); });

  // Copying.
  for (const button of document.querySelectorAll('[data-copy]')) {
    const field = button.previousElementSibling, words = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      field.select();
      try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand('copy'); }
      button.textContent = body.dataset.copied;
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  }

  // Live regions: the same page is asked again and its regions are swapped, while somebody looks.
  const live = () => [...document.querySelectorAll('[data-live][id]:not([data-still])')];
  // How to find a focused thing again: by what it is, and only where that tells nothing by its place among its like.
  const likeness = (region, one) => {
    const like = () => [...region.querySelectorAll(one.tagName)];
    const name = (e) => ['id', 'data-test', 'href', 'name', 'value'].map((word) => e.getAttribute(word) ?? '').join('\n');
    const place = like().indexOf(one);
    return () => (name(one).trim() ? like().find((e) => name(e) === name(one)) : null) ?? like()[place];
  };
  const swap = (fresh) => {
    for (const old of live()) {
      const now = fresh.getElementById(old.id);
      if (!now || now.isEqualNode(old)) continue;
      const inside = old.contains(document.activeElement) ? document.activeElement : null;
      if (inside && inside.matches('input, select, textarea')) continue;
      // What is open stays open; what has just come is as the page wants it.
      const open = [...old.querySelectorAll('details')].map((d) => d.open);
      const same = inside && likeness(old, inside);
      [...now.querySelectorAll('details')].forEach((d, at) => { d.open = open[at] ?? d.open; });
      old.replaceChildren(...now.childNodes);
      old.toggleAttribute('data-soon', now.hasAttribute('data-soon'));
      if (inside) (same() || old.querySelector('a, button, summary'))?.focus();
    }
  };
  const again = async () => {
    // A form that was sent back stands at an address that can only be posted to.
    if (document.hidden || leaving || !live().length || document.getElementById('errors')) return;
    try {
      const answer = await fetch(location.href, { headers: { 'x-live': '1' } });
      if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      else if (answer.status === 401 || answer.status === 410) location.reload();
    } catch { /* the network will come back */ }
  };
  const tick = () => {
    const soon = document.querySelector('[data-live][data-soon]');
    setTimeout(async () => { await again(); tick(); }, soon ? 2000 : 10000);
  };
  if (live().length) tick();
  document.addEventListener('visibilitychange', () => { if (!document.hidden) again(); });

  (document.getElementById('errors') || document.getElementById('effects'))?.focus();
})();
