// Measures the page in Chromium: `npm run bench:page [-- --json] [--folder BUILT]`. Builds the page first unless a folder is named.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { ensureChromium, ensurePackages, root } from './install.mjs';
import { serve } from './serve.mjs';

/** How long each part is watched, in real milliseconds. */
const WATCH_MS = 15_000;
const SET = '02_statefulset_headless_volumeClaimTemplates.yml';
/** The thread's own time is read where it is there: a busy machine stops threads in between. */
const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute', 'toplevel'];
const LONG_TASK_MS = 50;
/** Moves of the pointer in one direction, over the timeline. */
const MOVES = 60;
/** Moves of a drag that goes on in each frame. */
const DRAG_MOVES = 120;
const SCRIPT = new Set(['FunctionCall', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'EventDispatch', 'EvaluateScript', 'v8.callFunction']);

const args = process.argv.slice(2);
const named = args.includes('--folder') ? args[args.indexOf('--folder') + 1] : undefined;
ensurePackages();
const folder = named === undefined ? await built() : path.resolve(named);
const { server, address } = await serve({ folder });
const executablePath = ensureChromium();
const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox', '--disable-gpu'] });
try {
  report([...(await measureScripts()), ...(await measureUpdate()), ...(await measureScaleUp()), ...(await measurePast())]);
} finally {
  await browser.close();
  server.close();
}

async function built() {
  const { build } = await import('vite');
  const outDir = path.join(root, 'node_modules', '.cache', 'ordinal', 'bench-page');
  await build({ root, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  return outDir;
}

/** How much script the page asks for by itself: before its first picture, until a prompt is there on a drawn terminal, and behind it. */
async function measureScripts() {
  const page = await browser.newPage();
  const asked = new Set();
  page.on('request', (request) => {
    if (request.url().endsWith('.js')) asked.add(new URL(request.url()).pathname);
  });
  await page.goto(address);
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, name]) => `/${name}`);
  await page.waitForFunction(() => globalThis.ordinal?.output().match(/[#$] $/) && document.querySelector('.xterm-rows'));
  const untilPrompt = parts(asked).filter((name) => !first.includes(name));
  await page.waitForLoadState('networkidle');
  await page.close();
  const behind = parts(asked).filter((name) => !first.includes(name) && !untilPrompt.includes(name));
  return [
    { what: 'script before the first picture, gzip', value: packedKb(first), unit: 'KB', bar: 240 },
    { what: 'script from there to the first prompt, gzip', value: packedKb(untilPrompt), unit: 'KB', bar: 260 },
    { what: 'script fetched ahead behind the first prompt, gzip', value: packedKb(behind), unit: 'KB' },
    { what: 'all script of a plain visit, gzip', value: packedKb([...first, ...untilPrompt, ...behind]), unit: 'KB' },
  ];
}

function parts(asked) {
  return [...asked].filter((name) => name.startsWith('/assets/'));
}

function packedKb(names) {
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name))).length, 0) / 1000;
}

/** A rolling update of 100 pods at 20x. */
async function measureUpdate() {
  const lab = await openLab(100);
  await browser.startTracing(lab.page, { categories: TRACED });
  await lab.type(`kubectl set env sts --all ROUND=2`);
  await lab.page.waitForTimeout(WATCH_MS);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await lab.page.close();
  const thread = traceEvents.find(({ name }) => name === 'FireAnimationFrame')?.tid;
  const events = traceEvents.filter(({ ph, tid }) => ph === 'X' && tid === thread);
  const tasksMs = events.filter(({ name }) => name === 'RunTask').map(ownMs);
  return [
    { what: 'long tasks in a rolling update of 100 pods at 20x', value: tasksMs.filter((ms) => ms > LONG_TASK_MS).length, unit: `(longest ${Math.round(Math.max(0, ...tasksMs))} ms)`, bar: 0 },
    { what: 'script time of a frame, median', value: quantile(scriptMsByFrame(events), 0.5), unit: 'ms', bar: 6 },
  ];
}

/** Keys pressed while 1,000 pods come up at 20x. */
async function measureScaleUp() {
  const lab = await openLab(1);
  await lab.type(`kubectl scale sts --all --replicas=1000`);
  for (const endMs = Date.now() + WATCH_MS; Date.now() < endMs; ) {
    await lab.page.keyboard.press('x');
    await lab.page.waitForTimeout(150);
    await lab.page.keyboard.press('Backspace');
    await lab.page.waitForTimeout(150);
  }
  const { inputMs } = await lab.observed();
  await lab.page.close();
  return [{ what: 'from a key to the next picture while 1,000 pods come up, 98th percentile', value: quantile(inputMs, 0.98), unit: 'ms', bar: 100 }];
}

/** Looking back through ten minutes with forty commands, and leaving them for another course. */
async function measurePast() {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.waitForFunction(() => globalThis.ordinal?.output().match(/[#$] $/));
  await page.waitForTimeout(2000);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const name = 'nginx-web-sts-vct';
  const lines = (round) => ['kubectl get pods -o wide', `kubectl delete pod ${name}-${round % 3}`, `kubectl scale sts ${name} --replicas=${3 + (round % 3)}`, `kubectl describe pod ${name}-0`, 'kubectl get events'];
  const run = (line) =>
    page.evaluate((text) => {
      const session = globalThis.ordinal.session();
      session.dispatch({ do: 'run', terminal: 1, line: text });
      session.advance(15_000);
    }, line);
  await run(`kubectl apply -f ${SET}`);
  for (let round = 0; round < 39; round += 1) await run(lines(round)[round % 5]);
  await page.evaluate(watchScrubber);
  const { x, y, width, height } = await page.locator('.scrubber').boundingBox();
  const drag = async (shareOf) => {
    await page.evaluate(() => void (globalThis.scrubbedMs.length = 0));
    for (let move = 0; move < MOVES; move += 1) {
      await page.mouse.move(x + width * (0.05 + 0.55 * shareOf(move)), y + height / 2);
      await page.waitForTimeout(120);
    }
    return page.evaluate(() => [...globalThis.scrubbedMs]);
  };
  await page.mouse.move(x + width * 0.6, y + height / 2);
  await page.mouse.down();
  const backMs = await drag((move) => 1 - move / MOVES);
  const forwardMs = await drag((move) => move / MOVES);
  const late = await page.evaluate(dragEachFrame, { left: x + width * 0.05, right: x + width * 0.6, y: y + height / 2, moves: DRAG_MOVES });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Back to live' }).click();
  const forkMs = await page.evaluate(async () => {
    const fromMs = performance.now();
    const before = globalThis.ordinal.session();
    globalThis.document.querySelector('button[aria-label^="Undo"]').click();
    while (globalThis.ordinal.session() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - fromMs;
  });
  await page.close();
  return [
    { what: 'from a move back in ten minutes to its picture, median', value: quantile(backMs, 0.5), unit: 'ms', bar: 17 },
    { what: 'the same forward', value: quantile(forwardMs, 0.5), unit: 'ms', bar: 17 },
    { what: 'moves of a drag back, one each 60th of a second, that a picture was late for', value: late, unit: `of ${DRAG_MOVES}`, bar: DRAG_MOVES * 0.05 },
    { what: 'undo after ten minutes: replay of all but the last command', value: forkMs, unit: 'ms', bar: 150 },
  ];
}

/** Runs in the page: notes how long each move waited until its moment was drawn. */
function watchScrubber() {
  globalThis.scrubbedMs = [];
  const slider = document.querySelector('.scrubber');
  let movedAtMs;
  let shownMs;
  addEventListener('pointermove', () => void (movedAtMs = performance.now()), true);
  const look = () => {
    const { nowMs } = globalThis.ordinal.session().frame();
    if (movedAtMs !== undefined && nowMs !== shownMs && Math.floor(nowMs / 1000) === Number(slider.getAttribute('aria-valuenow'))) {
      const fromMs = movedAtMs;
      [movedAtMs, shownMs] = [undefined, nowMs];
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => globalThis.scrubbedMs.push(performance.now() - fromMs));
      port1.start();
      port2.postMessage(0);
    }
    requestAnimationFrame(look);
  };
  look();
}

/** Drags to the left, a move in each frame, and counts the frames that came later than the screen could have shown them. */
async function dragEachFrame({ left, right, y, moves }) {
  const slider = document.querySelector('.scrubber');
  let lastMs;
  let late = 0;
  for (let move = 0; move <= moves; move += 1) {
    const frameMs = await new Promise((resolve) => requestAnimationFrame(resolve));
    if (lastMs !== undefined && frameMs - lastMs > 25) late += 1;
    lastMs = frameMs;
    slider.dispatchEvent(new PointerEvent('pointermove', { clientX: right - ((right - left) * move) / moves, clientY: y, bubbles: true, pointerId: 1, isPrimary: true, buttons: 1 }));
  }
  return late;
}

/** The lab at 20x with so many pods of one Parallel set, all Ready. */
async function openLab(replicas) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(observe);
  await page.goto(address);
  await page.locator('.xterm-helper-textarea').waitFor({ state: 'attached' });
  await page.getByRole('radio', { name: '20×' }).or(page.getByRole('button', { name: '20×', exact: true })).first().click();
  const type = async (line) => {
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
  };
  await type(`sed 's/replicas: .*/replicas: ${replicas}\\n  podManagementPolicy: Parallel/' ${SET} | kubectl apply -f -`);
  await type(`kubectl wait --for=jsonpath='{.status.readyReplicas}'=${replicas} sts --all --timeout=900s && echo all of them are'' there`);
  await page.waitForFunction(() => globalThis.ordinal.output().includes('all of them are there'), undefined, { timeout: 180_000 });
  await page.evaluate(() => globalThis.observed.reset());
  return { page, type, observed: () => page.evaluate(() => ({ inputMs: globalThis.observed.inputMs })) };
}

/** Runs in the page: notes how long each input waited for its picture. */
function observe() {
  const observed = { inputMs: [], reset: () => void (observed.inputMs.length = 0) };
  globalThis.observed = observed;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId > 0) observed.inputMs.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 });
}

/** Milliseconds that the thread worked on something; `dur` counts also while it stood still. */
function ownMs({ dur = 0, tdur = dur }) {
  return tdur / 1000;
}

/** Milliseconds of script from each animation frame to the next, calls inside of calls counted once. */
function scriptMsByFrame(events) {
  const starts = events.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts).sort((a, b) => a - b);
  const scripts = events.filter(({ name }) => SCRIPT.has(name)).sort((a, b) => a.ts - b.ts);
  const sums = starts.map(() => 0);
  let frame = -1;
  let endTs = -Infinity;
  for (const event of scripts) {
    if (event.ts < endTs) continue;
    endTs = event.ts + (event.dur ?? 0);
    while ((starts[frame + 1] ?? Infinity) <= event.ts) frame += 1;
    if (frame >= 0) sums[frame] += ownMs(event);
  }
  return sums;
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function report(rows) {
  const judged = rows.map((row) => ({ ...row, verdict: row.bar === undefined ? '' : row.value <= row.bar ? 'ok' : 'MISSED' }));
  if (args.includes('--json')) console.log(JSON.stringify(judged, null, 2));
  else for (const { what, value, unit, bar, verdict } of judged) console.log(`${what.padEnd(74)} ${value.toFixed(1).padStart(7)} ${unit.padEnd(18)} ${bar === undefined ? '' : `bar ${String(bar).padStart(4)}  ${verdict}`}`);
}
