// The two real programs, started on free ports for one test file and stopped at its end.
import { spawn, execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binaries = process.env.SPOJKA_BINARIES ?? '../../target/debug';
const SIGNATURE_TOKEN = 'browser-tests-signature-token';

/** A port of 127.0.0.1 that nothing listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks until `question` answers something other than null, undefined or false; fails with `what` after `ms`. */
export async function until(what, question, ms = 60_000) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    try {
      const answer = await question();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`after ${ms} ms still not so: ${what}`, { cause: last });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A sandbox at 127.0.0.1 and the add-on at localhost: two sites for a browser. */
export async function startWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'spojka-world-'));
  const [sandboxPort, addonPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const admin = `http://127.0.0.1:${sandboxPort}`;
  const addon = `http://localhost:${addonPort}`;
  const keys = join(folder, 'vault-keys');
  writeFileSync(keys, execFileSync(join(binaries, 'spojka'), ['keys', 'generate']), { mode: 0o600 });

  const running = [];
  const start = (name, args, env) => {
    const log = openSync(join(folder, `${name}.log`), 'w');
    const child = spawn(join(binaries, name), args, { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', log, log] });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    running.push({ name, child, ended });
  };
  start('sandbox', ['--listen', `127.0.0.1:${sandboxPort}`, '--addon-url', addon, '--signature-token', SIGNATURE_TOKEN]);
  const settings = {
    SPOJKA_LISTEN: `127.0.0.1:${addonPort}`,
    SPOJKA_PUBLIC_URL: addon,
    SPOJKA_METRICS_LISTEN: `127.0.0.1:${metricsPort}`,
    SPOJKA_DATABASE_URL: `sqlite://${join(folder, 'spojka.db')}`,
    SPOJKA_VAULT_KEYS_FILE: keys,
    SPOJKA_SIGNATURE_TOKEN: SIGNATURE_TOKEN,
    SPOJKA_PUBLIC_KEY_URL: `${admin}/addons/signature/api.signature.pub.key`,
    SPOJKA_API_HOSTS: '127.0.0.1',
    SPOJKA_PARTNER_HOSTS: '127.0.0.1',
    SPOJKA_SUPPORT_EMAIL: 'podpora@spojka.example',
    SPOJKA_SUPPORT_PHONE: '+420 200 000 000',
    SPOJKA_SUPPORT_HOURS: 'Po–Pá 9–17',
  };
  start('spojka', ['serve'], settings);

  const logOf = (name) => readFileSync(join(folder, `${name}.log`), 'utf8');
  const stop = async () => {
    for (const { child } of running) child.kill('SIGTERM');
    const late = setTimeout(() => running.forEach(({ child }) => child.kill('SIGKILL')), 10_000);
    await Promise.all(running.map(({ ended }) => ended));
    clearTimeout(late);
    // What the programs complained about, for whoever reads a failure.
    for (const { name } of running) {
      const complaints = logOf(name).split('\n').filter((line) => /\b(WARN|ERROR)\b/.test(line));
      for (const line of complaints.slice(0, 40)) console.error(`${name}: ${line}`);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const ask = async (path, options) => {
    const reply = await fetch(admin + path, options);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${text.slice(0, 500)}`);
    return text ? JSON.parse(text) : null;
  };

  const world = {
    admin,
    addon,
    logOf,
    stop,
    /** Runs the add-on's command line beside the server, as an operator does, and answers what it prints. */
    operate: (args, input = '') =>
      execFileSync(join(binaries, 'spojka'), args, { env: { PATH: process.env.PATH, ...settings }, input, encoding: 'utf8' }),
    /** Everything the sandbox's Upgates side knows. */
    state: async () => (await ask('/_sandbox/state')).upgates,
    /** Everything the sandbox's Extend side knows. */
    extend: () => ask('/_sandbox/extend/state'),
    /** A command to the sandbox, as its page or a test of a fault gives it. */
    command: (path, body = {}) =>
      ask(`/_sandbox${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };

  try {
    for (const [name, address] of [['sandbox', `${admin}/`], ['spojka', `http://127.0.0.1:${addonPort}/ready`]]) {
      const { child } = running.find((one) => one.name === name);
      await until(`${name} is ready`, async () => {
        if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
        return (await fetch(address)).ok;
      });
    }
  } catch (error) {
    const logs = running.map(({ name }) => `--- ${name}\n${logOf(name).slice(-3000)}`).join('\n');
    await stop();
    throw new Error(`the programs did not start\n${logs}`, { cause: error });
  }
  return world;
}
