// Which pages of the add-on there are: found by following its links, so that a new page is looked at without being listed.

/** Pages that no link of a running shop leads to, but that stay reachable by their address. */
const BESIDE = ['', '/guide'];

/** Ids in an address stand for each other: one order's page is like the next one's. */
const kindOf = (path) => path.split('/').map((part) => (part.length > 20 || /^\d+$/.test(part) ? '*' : part)).join('/');

/**
 * Addresses below the shop's, one of each kind, by links alone; `frame` shows a page of the shop. With `filtered` also one of
 * each set of query parameters.
 */
export async function reachable(frame, root, { filtered = false } = {}) {
  const found = new Map(BESIDE.map((path) => [path, path]));
  for (const path of found.values()) {
    await frame.goto(root + path);
    const links = await frame.locator('a[href]:not([download])').evaluateAll((all) => all.map((a) => a.href));
    for (const link of links) {
      const { origin, pathname, searchParams } = new URL(link);
      if (!(origin + pathname).startsWith(root)) continue;
      const page = (origin + pathname).slice(root.length);
      if (/\.\w+$/.test(page)) continue;
      const names = filtered ? [...searchParams.keys()].sort().join('&') : '';
      const kind = kindOf(page) + (names && `?${names}`);
      if (!found.has(kind)) found.set(kind, names ? `${page}?${searchParams}` : page);
    }
    if (found.size > 80) throw new Error(`too many pages: ${[...found.keys()]}`);
  }
  return [...found.values()];
}

/** A page's address as the name of a picture. */
export const fileName = (path) => kindOf(path).replace(/^\//, '').replaceAll('/', '-').replaceAll('*', 'one').replace(/[^\w-].*$/, '') || 'overview';
