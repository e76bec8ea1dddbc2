import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

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

/** Presses the run button beside a command. */
async function run(page: Page, line: string): Promise<void> {
  await expectPrompt(page);
  await page.getByRole('button', { name: `Run ${line}`, exact: true }).click();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('lesson 1 is done by pressing what is there', async ({ page }) => {
  test.setTimeout(300_000);
  await openLesson(page, '?lang=en', 'a-name-that-stays');
  await page.getByRole('button', { name: 'max', exact: true }).click();
  await page.getByRole('button', { name: /^Run cat > 01_/ }).click();
  await expectStep(page, 1);
  await page.getByRole('radio', { name: '0, then 1, then 2' }).check();
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

  await page.locator('[data-choice="address"] .lesson-choice-ring').click();
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

  await page.getByRole('radio', { name: 'nginx-web-headless-1', exact: true }).check();
  await expect(page.getByText('Not this one. Choose again.')).toBeVisible();
  await page.getByRole('radio', { name: 'nginx-web-headless-1.linux-headless' }).check();
  await expect(page.getByRole('heading', { name: 'Lesson done' })).toBeVisible();
  await page.getByRole('button', { name: 'All lessons' }).click();
  await expect(page.getByText('1 done,')).toBeVisible();
  await expectAccessible(page);
});

test('lesson 2 speaks Chinese, and shows each step when asked', async ({ page }) => {
  test.setTimeout(300_000);
  await openLesson(page, '?lang=zh&theme=light', 'own-storage');
  await page.getByRole('button', { name: '最快', exact: true }).click();
  for (let step = 0; step < 7; step += 1) {
    await page.getByRole('button', { name: '演示一遍' }).click();
    await expectStep(page, step + 1);
  }
  await expect(page.getByRole('group', { name: '最后一题' })).toBeVisible();
  await page.locator('.lesson-closing input').nth(1).check();
  await expect(page.getByRole('heading', { name: '本课完成' })).toBeVisible();
  await expect(page.getByRole('link', { name: /persistent volumes/ })).toHaveAttribute('href', /^https:\/\/kubernetes\.io\/zh-cn\/docs\//);
  await expectAccessible(page);
});

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let count = 0; count < 120; count += 1) {
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      return at === null ? '' : (at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent ?? '');
    });
    if (name.test(focused)) return;
    const isInTerminal = await page.evaluate(() => document.activeElement?.closest('.xterm') !== null);
    // Tab belongs to the shell there; Escape leaves it, and from there it goes on.
    await page.keyboard.press(isInTerminal ? 'Escape' : 'Tab');
  }
  throw new Error(`nothing named ${String(name)} takes the focus`);
}

test('lesson 3 is done with the keyboard alone', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto('./?lang=en#lessons');
  await expect(page.getByRole('heading', { name: 'Identity' })).toBeVisible({ timeout: 30_000 });
  await tabTo(page, /^By IP and by name/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lesson-current')).toBeVisible();
  await tabTo(page, /^Show me$/);
  for (let faster = 0; faster < 3; faster += 1) await page.keyboard.press(']');
  for (let step = 0; step < 7; step += 1) {
    await tabTo(page, /^Show me$/);
    await page.keyboard.press('Enter');
    await expectStep(page, step + 1);
  }
  await tabTo(page, /^Anginx-web-sts-svc$/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Lesson done' })).toBeVisible();
});

test('on a phone the step follows from tab to tab', async ({ browser }) => {
  const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })).newPage();
  await openLesson(page, '?lang=en', 'a-name-that-stays');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stage', exact: true }).tap();
  await page.getByRole('button', { name: 'max', exact: true }).tap();
  const bar = page.getByRole('region', { name: 'Step 1 of 7' });
  await bar.getByRole('button', { name: 'Run' }).tap();
  await expectStep(page, 1);
  await expect(page.getByRole('region', { name: 'Step 2 of 7' })).toContainText('kubectl apply -f');
});

test('the room sees what the presenter types, counts and runs, to the byte', async ({ page, context }) => {
  test.setTimeout(180_000);
  await openLesson(page, '?lang=en', 'a-name-that-stays');
  await page.getByRole('button', { name: 'max', exact: true }).click();
  await page.getByRole('button', { name: 'Show me' }).click();
  await expectStep(page, 1);
  await page.getByRole('button', { name: 'Present this lesson' }).click();
  const [room] = await Promise.all([context.waitForEvent('page'), page.getByRole('button', { name: 'Open the audience window' }).click()]);
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
