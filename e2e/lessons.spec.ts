import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { bring, check, choose, fill, focusOn, press, pressEither, tap, toTerminal } from './hands.ts';

interface LessonSession {
  frame(): {
    nowMs: number;
    lesson?: { current: number; state: string; isPerforming: boolean };
    terminals: readonly { isOpen: boolean; isWaitingForPerson: boolean }[];
    list(kind: string): readonly { metadata: { name: string; deletionTimestamp?: string }; status?: { conditions?: readonly { type: string; status: string }[] } }[];
  };
  eventLog(): string;
}
type Global = typeof globalThis & { ordinal: { session(): LessonSession } };

const A_STEP_MS = 60_000;

async function openLesson(page: Page, query: string, name: string): Promise<void> {
  await page.goto(`./${query}#lesson=${name}`);
  await expect(page.locator('.lesson-current')).toBeVisible({ timeout: 30_000 });
}

/** The step that is due, once nothing is being played for the person. */
async function expectStep(page: Page, index: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const { lesson } = (globalThis as Global).ordinal.session().frame();
      return lesson !== undefined && lesson.current >= wanted && !lesson.isPerforming;
    },
    index,
    { timeout: A_STEP_MS },
  );
}

async function expectPrompt(page: Page): Promise<void> {
  await page.waitForFunction(() => (globalThis as Global).ordinal.session().frame().terminals.every(({ isOpen, isWaitingForPerson }) => !isOpen || isWaitingForPerson), undefined, { timeout: A_STEP_MS });
}

/** Presses the run button beside a command, and waits until the terminal has taken it: what is typed ahead of a shell's end goes to that shell. */
async function run(page: Page, line: string, label = 'Run'): Promise<void> {
  await expectPrompt(page);
  const before = await page.evaluate(() => (globalThis as Global).ordinal.session().frame().nowMs);
  await press(page.getByRole('button', { name: `${label} ${line}`, exact: true }));
  await page.waitForFunction((beforeMs) => (globalThis as Global).ordinal.session().frame().nowMs > beforeMs, before);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('lesson 1 is done by pressing what is there', async ({ page }) => {
  test.setTimeout(300_000);
  await openLesson(page, '?lang=en', 'a-name-that-stays');
  await press(page.getByRole('button', { name: 'max', exact: true }));
  await press(page.getByRole('button', { name: /^Run cat > 01_/ }));
  await expectStep(page, 1);
  await check(page.getByRole('radio', { name: '0, then 1, then 2' }));
  await run(page, 'kubectl apply -f 01_statefulset_headless_network.yml');
  await expectStep(page, 2);
  await expect(page.getByText('As you guessed:')).toBeVisible();
  await run(page, 'kubectl get pods -o wide');
  await expectStep(page, 3);
  const enter = 'kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh';
  await run(page, enter);
  await expectStep(page, 4);
  await run(page, 'for i in $(seq 0 2);do ping nginx-web-headless-$i.linux-headless -c 4;done');
  await expectStep(page, 5);

  await pressEither(page.locator('[data-choice="address"] .lesson-choice-ring'), page.getByRole('radio', { name: 'Its address' }));
  await expect(page.getByRole('radio', { name: 'Its address' })).toBeChecked();
  await expectAccessible(page);
  await run(page, 'exit');
  await run(page, 'kubectl delete pod nginx-web-headless-1');
  await page.waitForFunction(
    () => {
      const pods = (globalThis as Global).ordinal.session().frame().list('Pod').filter(({ metadata }) => metadata.name.startsWith('nginx-web-headless-'));
      return pods.length === 3 && pods.every(({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true);
    },
    undefined,
    { timeout: A_STEP_MS },
  );
  await run(page, enter);
  await run(page, 'ping nginx-web-headless-1.linux-headless -c 4');
  await expectStep(page, 6);
  await run(page, 'ping nginx-web-headless-1');
  await expectStep(page, 7);

  await check(page.getByRole('radio', { name: 'nginx-web-headless-1', exact: true }));
  await expect(page.getByText('Not this one. Choose again.')).toBeVisible();
  await check(page.getByRole('radio', { name: 'nginx-web-headless-1.linux-headless' }));
  await expect(page.getByRole('heading', { name: 'Lesson done' })).toBeVisible();
  await press(page.getByRole('button', { name: 'All lessons' }));
  await expect(page.getByText('1 done,')).toBeVisible();
  await expectAccessible(page);
});

/** Types a line into the terminal, key by key. */
async function type(page: Page, line: string): Promise<void> {
  await expectPrompt(page);
  await toTerminal(page);
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

async function expectReady(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const pods = (globalThis as Global).ordinal.session().frame().list('Pod').filter(({ metadata }) => metadata.name.startsWith('nginx-web-'));
      return pods.length === wanted && pods.every(({ metadata, status }) => metadata.deletionTimestamp === undefined && status?.conditions?.some(({ type: name, status: is }) => name === 'Ready' && is === 'True') === true);
    },
    count,
    { timeout: A_STEP_MS },
  );
}

test('lesson 2 is done in Chinese, by pressing, typing and completing names', async ({ page }) => {
  test.setTimeout(300_000);
  await openLesson(page, '?lang=zh&theme=light', 'own-storage');
  const runIt = (line: string) => run(page, line, '运行');
  await press(page.getByRole('button', { name: '最快', exact: true }));
  await runIt('kubectl delete -f 01_statefulset_headless_network.yml');
  await expectStep(page, 1);
  await check(page.locator('.lesson-guess input').nth(1));
  await runIt('cat 02_statefulset_headless_volumeClaimTemplates.yml');
  await type(page, 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  await expectStep(page, 2);
  await expect(page.getByText('猜对了：')).toBeVisible();
  await type(page, 'kubectl get pvc,pv');
  await expectStep(page, 3);
  await toTerminal(page);
  await page.keyboard.type('cd /opt/data/kubernetes/default-data-nginx-web-sts-vct-0');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expectStep(page, 4);
  await check(page.locator('.lesson-guess input').nth(2));
  await runIt("curl $(kubectl get pod nginx-web-sts-vct-0 -o jsonpath='{.status.podIP}')");
  await expectStep(page, 5);
  await type(page, 'echo sts0 > index.html');
  await type(page, 'cd ..');
  for (const ordinal of [1, 2]) {
    await expectPrompt(page);
    await press(page.getByRole('button', { name: new RegExp(`^运行 echo "sts${ordinal}" >`) }));
  }
  await expectStep(page, 6);
  await pressEither(page.locator('[data-choice="pod"] .lesson-choice-ring'), page.locator('.lesson-guess input').nth(1));
  await runIt('kubectl delete pod nginx-web-sts-vct-1');
  await expectStep(page, 7);
  await check(page.locator('.lesson-closing input').nth(0));
  await check(page.locator('.lesson-closing input').nth(1));
  await expect(page.getByRole('heading', { name: '本课完成' })).toBeVisible();
  await expect(page.getByRole('link', { name: /persistent volumes/ })).toHaveAttribute('href', /^https:\/\/kubernetes\.io\/zh-cn\/docs\//);
  await expectAccessible(page);
});

test('lesson 3 is typed, the editor included', async ({ page }) => {
  test.setTimeout(300_000);
  const keys = async (line: string) => {
    await expectPrompt(page);
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  const loop = async (line: string, step: number) => {
    await keys(line);
    await expectStep(page, step);
    await page.keyboard.press('Control+c');
  };
  await page.goto('./?lang=en#lessons');
  await expect(page.getByRole('heading', { name: 'Identity' })).toBeVisible({ timeout: 30_000 });
  await press(page.getByRole('button', { name: /^By IP and by name/ }));
  await expect(page.locator('.lesson-current')).toBeVisible();
  await focusOn(page.getByRole('button', { name: 'Show me' }));
  for (let faster = 0; faster < 2; faster += 1) await page.keyboard.press(']');
  await page.keyboard.press('t');
  await keys('kubectl get svc nginx-web-sts-svc');
  await expectStep(page, 1);
  await loop('while true;do curl 10.200.3.231;sleep 1;done', 2);
  await keys('curl nginx-web-sts-svc.default.svc.myharbor.com');
  await expectStep(page, 3);
  await keys('vim /etc/resolv.conf');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('Gonameserver 10.200.0.10');
  await page.keyboard.press('Escape');
  await page.keyboard.type(':wq');
  await page.keyboard.press('Enter');
  await expectStep(page, 4);
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await loop('while true;do curl nginx-web-sts-svc.default.svc.myharbor.com;sleep 1;done', 5);
  await keys('curl nginx-web-sts-svc.default.svc.cluster.local');
  await expectStep(page, 6);
  await keys('kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh');
  for (const line of ['cat /etc/resolv.conf', 'wget -qO- nginx-web-sts-svc', 'wget -qO- nginx-web-sts-vct-2.linux-headless']) await keys(line);
  await expectStep(page, 7);
  await focusOn(page.locator('.lesson-closing input').first());
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Lesson done' }), 'an answer that is passed by is not given').toBeHidden();
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: 'Lesson done' })).toBeVisible();
});

test('lesson 1 is done on a phone: the step follows from tab to tab', async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })).newPage();
  await openLesson(page, '?lang=en', 'a-name-that-stays');
  await expectAccessible(page);
  const bar = page.locator('.phone-step');
  const tab = (name: string) => tap(page.locator('.phone-tabs').getByRole('button', { name }));
  const runNext = async (line: string) => {
    await expectPrompt(page);
    await expect(bar).toContainText(line);
    await tap(bar.getByRole('button', { name: 'Run', exact: true }));
  };
  await tab('Stage');
  await tap(page.getByRole('button', { name: 'max', exact: true }));
  await expect(page.getByRole('region', { name: 'Step 1 of 7' })).toBeVisible();
  await runNext('cat > 01_statefulset_headless_network.yml');
  await expectStep(page, 1);
  await tab('Lesson');
  await check(page.getByRole('radio', { name: '0, then 1, then 2' }));
  await tab('Stage');
  await runNext('kubectl apply -f');
  await expectStep(page, 2);
  await tab('Terminal');
  await expectPrompt(page);
  await fill(page.getByRole('textbox'), 'kubectl get pods -o wide');
  await page.keyboard.press('Enter');
  await expectStep(page, 3);
  await runNext('kubectl run --image');
  await expectStep(page, 4);
  await tab('Stage');
  await runNext('for i in $(seq 0 2)');
  await expectStep(page, 5);
  await runNext('exit');
  await runNext('kubectl delete pod nginx-web-headless-1');
  await expectReady(page, 3);
  await runNext('kubectl run --image');
  await runNext('ping nginx-web-headless-1.linux-headless');
  await expectStep(page, 6);
  await runNext('ping nginx-web-headless-1');
  await expectStep(page, 7);
  await tab('Lesson');
  await check(page.getByRole('radio', { name: 'nginx-web-headless-1.linux-headless' }));
  await expect(page.getByRole('heading', { name: 'Lesson done' })).toBeVisible();
});

/** How large the smallest letters on the screen are. */
function smallestLettersPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const hasText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const shown = [...document.querySelectorAll('.audience *')].filter((element) => hasText(element) && element.getClientRects().length > 0);
    const sizes = shown.map((element) => {
      const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
      return Number.parseFloat(getComputedStyle(element).fontSize) * (matrix === null ? 1 : Math.hypot(matrix.a, matrix.b));
    });
    return Math.floor(Math.min(...sizes) * 10) / 10;
  });
}

test('the room sees what the presenter types, counts and runs, to the byte', async ({ page, context }) => {
  test.setTimeout(180_000);
  await openLesson(page, '?lang=en', 'a-name-that-stays');
  await press(page.getByRole('button', { name: 'max', exact: true }));
  await press(page.getByRole('button', { name: 'Show me' }));
  await expectStep(page, 1);
  await press(page.getByRole('button', { name: 'Present this lesson' }));
  const [room] = await Promise.all([context.waitForEvent('page'), press(page.getByRole('button', { name: 'Open the audience window' }))]);
  await expect(room.getByRole('heading', { level: 1 })).toHaveText('Three replicas are asked for. How will the pods come?', { timeout: 60_000 });
  await page.keyboard.press('2');
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await expect(room.locator('.poll-bars')).toBeHidden();
  await page.keyboard.press('v');
  await expect(room.locator('.poll-bars li').nth(1)).toContainText('2');
  await page.keyboard.press('v');
  await page.keyboard.press('PageDown');
  await expect(page.getByText('typed, not run')).toBeVisible();
  await expect(room.locator('.audience-terminal')).toContainText('kubectl apply -f 01_statefulset_headless_network.yml');
  await page.keyboard.press('PageDown');
  await expectStep(page, 2);
  await page.keyboard.press('p');
  await room.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(() => smallestLettersPx(room)).toBeGreaterThanOrEqual(28);
  const log = (of: Page) => of.evaluate(() => (globalThis as Global).ordinal.session().eventLog());
  await expect.poll(async () => (await log(room)) === (await log(page)), { timeout: 30_000 }).toBe(true);
  expect(await log(page)).toContain('nginx-web-headless-2');
  await expectAccessible(page);
  await expectAccessible(room);
  await page.keyboard.press('b');
  await expect(room.locator('.audience.is-blank')).toBeVisible();
});

test('a file that is no lesson is refused with the place and the reason, and nothing of it runs', async ({ page }) => {
  await page.goto('./?lang=en&lesson=lesson.schema.json');
  const dialog = page.getByRole('dialog', { name: 'The lesson was not opened. Nothing of it was run.' });
  await expect(dialog).toBeVisible({ timeout: 30_000 });
  await expect(dialog).toContainText('lesson.schema.json');
  await expect(dialog.getByRole('listitem').first()).toContainText('expected');
});

test('a lesson in a file is played, speaks the language that is switched to, and is there again after a reload', async ({ page }) => {
  test.setTimeout(180_000);
  const text = execFileSync(process.execPath, ['scripts/lesson.mjs', 'on-delete', '--export'], { encoding: 'utf8' });
  await page.goto('./?lang=en');
  await expect(page.locator('.xterm-helper-textarea')).toBeAttached({ timeout: 30_000 });
  await bring(page, [{ name: 'mine.json', content: text.replaceAll('"OnDelete: you decide"', '"My own lesson"') }]);
  await expect(page.getByRole('heading', { name: 'My own lesson' })).toBeVisible();
  await expect(page.getByText('Lesson from a file')).toBeVisible();
  await press(page.getByRole('button', { name: 'max', exact: true }));
  await press(page.getByRole('button', { name: /^Run kubectl patch statefulset web/ }));
  await expectStep(page, 1);
  await press(page.getByRole('button', { name: '中文' }).first());
  await expect(page.getByText('来自文件的课程')).toBeVisible();
  await expect(page.getByText('第 2 步，共 6 步')).toBeVisible();
  await page.waitForTimeout(2500);
  await page.goto('./?lang=zh');
  await expect(page.getByText('第 2 步，共 6 步')).toBeVisible({ timeout: 30_000 });
});

test('progress goes from browser to browser as a file, and thirty files are the table of a class', async ({ page, browser }) => {
  test.setTimeout(120_000);
  const records = (learner: string, lesson: string, steps: number) => JSON.stringify({ ordinalProgress: 1, learner, lessons: { [lesson]: { steps, of: 7, spentMs: 60_000, ...(steps === 7 ? { doneAtMs: 1 } : {}) } } });
  await page.goto('./?lang=en#lessons');
  const merge = page.locator('label', { hasText: 'Merge a file' });
  await choose(merge, [{ name: 'old.json', content: records('Lin', 'own-storage', 7) }]);
  await expect(page.getByText('Merged: 1 lesson.')).toBeVisible();
  await choose(merge, [{ name: 'older.json', content: records('Lin', 'own-storage', 3) }]);
  await expect(page.getByText('1 done,')).toBeVisible();
  const [saved] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: 'Save as a file' }))]);
  expect(saved.suggestedFilename()).toBe('ordinal-progress-Lin.json');

  const other = await (await browser.newContext()).newPage();
  await other.goto('./?lang=zh#lessons');
  await choose(other.locator('label', { hasText: '合并文件' }), [{ name: saved.suggestedFilename(), content: readFileSync(await saved.path()) }]);
  await expect(other.getByText('已完成 1 节')).toBeVisible();

  const thirty = Array.from({ length: 30 }, (_, index) => ({ name: `${index}.json`, content: records(`学生 ${index + 1}`, 'own-storage', index % 8) }));
  await bring(other, [...thirty, { name: 'broken.json', content: '{"ordinalProgress":' }], other.locator('.teacher label', { hasText: '选择文件' }));
  await expect(other.locator('.teacher tbody tr')).toHaveCount(30);
  await expect(other.locator('.teacher tbody tr').nth(1)).toContainText('学生 2');
  await expect(other.getByRole('alert')).toContainText('broken.json');
  const [csv] = await Promise.all([other.waitForEvent('download'), press(other.getByRole('button', { name: '存成 CSV' }))]);
  expect(readFileSync(await csv.path(), 'utf8')).toMatch(/^\uFEFF姓名,完成,/);
});

test('a lesson of another site is not fetched, and lessons, list and desk ask nobody else', async ({ page }) => {
  const problems: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) problems.push(request.url());
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text());
  });
  await page.goto('./?lang=en&lesson=https://example.com/lesson.json');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('https://example.com/lesson.json belongs to another site', { timeout: 30_000 });
  await press(dialog.getByRole('button', { name: 'Close' }));
  await page.goto('./?lang=en#lessons');
  await press(page.getByRole('button', { name: /^Crash or delete/ }));
  await expect(page.locator('.lesson-current')).toBeVisible();
  await press(page.getByRole('button', { name: 'Present this lesson' }));
  await expect(page.getByRole('button', { name: 'Open the audience window' })).toBeVisible();
  // What a page's script would have to be able to do to leave: the policy stops it.
  const left = await page.evaluate(() => fetch('https://example.com/').then(() => 'left', () => 'stopped'));
  expect(left).toBe('stopped');
  expect(problems.filter((problem) => !problem.includes('https://example.com/'))).toEqual([]);
  expect(problems.some((problem) => problem.includes('Content Security Policy'))).toBe(true);
});
