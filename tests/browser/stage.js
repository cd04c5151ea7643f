// A shop that is at work, with orders in different states, for tests that look at pages.
import { Admin } from './admin.js';
import { openBrowser } from './chromium.js';
import { Warehouse } from './warehouse.js';
import { until } from './world.js';

export const SHOP = 'svetlo';
/** A name as long as Upgates allows one to be read: 60 characters. */
export const LONG = 'Doručení kurýrem na adresu do druhého dne s avizací a výnosem';

/** The settings by which an operator couples a shop with the played warehouse. */
async function coupling(admin, warehouse, { unmapped = 1, stock = { master: 'shop' }, hold_minutes = 0 } = {}) {
  const { carriers, payments } = await admin.shopState();
  return {
    partner: 'extend',
    credentials: await warehouse.credentials(),
    options: { customer_number: 'WEB', unit: 'st', warehouses: ['MAIN', 'BRNO'] },
    orders: { ready_statuses: [1, 5], from: 'now', hold_minutes },
    carriers: Object.fromEntries(carriers.slice(unmapped).map(({ id }) => [id, 'DHL'])),
    payments: Object.fromEntries(payments.map(({ id }) => [id, 'AdvancePayment'])),
    progress: { shipped: { status_id: 7, mail: false } },
    stock,
    start: true,
  };
}

/**
 * Couples a shop by the operator's command. Then one order is shipped, one waits for a mapping, one was refused; with
 * `landslide` the guard-rail has stopped a stock change. Answers the numbers of these orders.
 */
export async function atWork(world, { shop = SHOP, landslide = false } = {}) {
  const browser = await openBrowser();
  try {
    const admin = new Admin(browser.page, world, shop);
    const warehouse = new Warehouse(await browser.context.newPage(), world);
    await world.command(`/upgates/${shop}/carriers`, { name: LONG });
    await admin.activate();
    const { token, carriers } = await admin.shopState();
    const mapped = carriers[1].id;
    const settings = await coupling(admin, warehouse, landslide ? { stock: { master: 'partner', buffer: 3 } } : {});
    world.operate(['shops', 'couple', token, '--settings', '-'], JSON.stringify(settings));

    const shipped = await admin.placeOrder({ carrier: mapped });
    const sent = await until('an order is in the warehouse', () => warehouse.order(shipped));
    await warehouse.reserve(sent.orderNumber);
    await warehouse.pick(sent.orderNumber);
    const waiting = await admin.placeOrder({ carrier: carriers[0].id });
    // Without `times`: whatever is sent from here on is refused, as long as nobody takes the fault back.
    await world.command('/faults', {
      system: 'extend', method: 'POST', path_contains: '/CustomerOrders', kind: 'answer', status: 400,
      content_type: 'application/json', body: JSON.stringify({ Message: 'Postal code is not valid for the country' }),
    });
    const refused = await admin.placeOrder({ carrier: mapped });
    await until('the refusal was met', async () => world.logOf('spojka').includes(`order=${refused} cause=`));
    return { shipped, waiting, refused };
  } finally {
    await browser.close();
  }
}

/** Opens the add-on in a window of its own, which is what its pages look like to a tool that knows no frames. */
export async function openAlone(browser, world, { shop = SHOP, language = 'cs', page = browser.page } = {}) {
  const { body } = await world.command(`/upgates/${shop}/open`, { language });
  await page.goto(body.url);
  return page.mainFrame();
}
