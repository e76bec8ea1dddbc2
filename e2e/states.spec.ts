import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openLab } from './lab.ts';

/** Every state that the page has, one after the other, without a word of either language: by keys, marks and classes. */

interface Console {
  session(): { dispatch(intent: object): void; advance(ms: number): void };
}

const APPLY = 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml';

/** Runs a line where the clock stands, and lets time pass without waiting for it. */
function skip(page: Page, line: string, ms: number): Promise<void> {
  return page.evaluate(
    ({ text, more }) => {
      const session = (globalThis as unknown as { ordinal: Console }).ordinal.session();
      session.dispatch({ do: 'run', terminal: 1, line: text });
      session.advance(more);
    },
    { text: line, more: ms },
  );
}

/** Gathers what axe has to say of each state, so that one run tells of all. */
function stateChecker() {
  const found: string[] = [];
  return {
    found,
    /** Looks at the part that is new in a state, or at the whole page. */
    check: async (page: Page, state: string, part = 'html') => {
      const { violations } = await new AxeBuilder({ page }).include(part).analyze();
      found.push(...violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
    },
  };
}

/** The focus on nothing that takes letters. */
const toStage = (page: Page) => page.locator('.region-stage .mark[tabindex="0"]').first().focus();

/** Opens a sheet by its key, looks at it, closes it. */
async function sheet(page: Page, key: string, look: () => Promise<void>): Promise<void> {
  await toStage(page);
  await page.keyboard.press(key);
  await expect(page.locator('dialog.dialog[open]')).toBeVisible();
  await look();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.dialog[open]')).toBeHidden();
}

for (const [theme, lang] of [['dark', 'en'], ['light', 'zh']] as const) {
  test(`no state of the page stands in the way of assistive technology: ${theme}, ${lang}`, async ({ page, context }) => {
    test.setTimeout(400_000);
    const { found, check } = stateChecker();
    await openLab(page, `?theme=${theme}&lang=${lang}`);
    await page.locator('.clock-controls .icon-button').click();
    await check(page, 'a fresh lab');

    await skip(page, APPLY, 25_000);
    await skip(page, "kubectl patch sts nginx-web-sts-vct -p '{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":1}}}}'; kubectl set image sts/nginx-web-sts-vct nginx-web-01=nginx:nope", 15_000);
    await page.locator('g.pod-full').last().click();
    for (const tab of await page.locator('.panel-tabs [role="tab"]').all()) {
      await tab.click();
      await check(page, `a panel of a pod: ${await tab.textContent()}`, '.inspector');
    }
    await toStage(page);
    for (const key of ['2', '3', '4']) {
      await page.keyboard.press(key);
      await check(page, `arrangement ${key}`);
    }
    await page.keyboard.press('1');
    await page.locator('g.status').first().click();
    await page.locator('#panel-tab-revisions').click();
    await check(page, 'the revisions of a set', '.inspector');

    await page.locator('g.pod-full').first().click({ button: 'right' });
    await check(page, 'the menu of a mark');
    await page.locator('.mark-menu .menu-item', { hasText: 'fault not-ready' }).click();
    await expect(page.locator('.toast')).toBeVisible();
    await check(page, 'a toast');
    await page.locator('.break-button').click();
    await check(page, 'what is broken');
    await page.keyboard.press('Escape');
    await page.locator('.profile-button').click();
    await check(page, 'the clusters');
    await page.keyboard.press('Escape');

    await sheet(page, 'Control+k', async () => {
      await page.keyboard.type('kubectl');
      await check(page, 'the palette', 'dialog[open]');
    });
    await sheet(page, '?', () => check(page, 'help', 'dialog[open]'));
    await sheet(page, ',', async () => {
      await page.locator('.settings .delays summary').click();
      await page.locator('.settings input[type="text"], .settings input:not([type])').first().fill('0');
      await check(page, 'settings that cannot be', 'dialog[open]');
    });
    await toStage(page);
    await page.keyboard.press('d');
    await expect(page.locator('.decision .decision-what')).toBeVisible({ timeout: 30_000 });
    await check(page, 'a decision');

    await page.locator('.scrubber').focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator('.past-banner')).toBeVisible();
    await check(page, 'the past');
    await page.locator('.past-banner .is-primary').click();
    await page.locator('.clock-controls .icon-button').click();
    await sheet(page, 'b', async () => {
      await page.locator('.branch-list button[aria-pressed]').first().click();
      await check(page, 'two branches', 'dialog[open]');
    });
    await page.locator('.xterm-helper-textarea').focus();
    await page.keyboard.press('Escape');
    await check(page, 'the terminal is left');

    await page.locator('#panel-tab-yaml').click();
    await page.locator('.panel .action-list button').first().click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('wrong: [');
    await expect(page.locator('.manifest-problems')).toBeVisible();
    await page.keyboard.press('Control+Space');
    await check(page, 'a manifest with errors', 'dialog[open]');
    await page.locator('.editor-actions button').last().click();
    await skip(page, 'vi new.yml', 500);
    await expect(page.locator('.cm-content')).toBeVisible();
    await check(page, 'vi', 'dialog[open]');
    await page.locator('.editor-actions button').last().click();

    await page.locator('.top-tools .lucide-share-2').click();
    await expect(page.locator('dialog[open]')).toBeVisible();
    await check(page, 'sharing', 'dialog[open]');
    const link = await page.locator('dialog[open] input[readonly]').first().inputValue();
    await page.keyboard.press('Escape');
    await page.locator('.top-tools .lucide-file-up').click();
    await page.locator('.import-paste textarea').fill('kind: [');
    await page.locator('.import-dialog .is-primary').click();
    await expect(page.locator('.import-notice')).toBeVisible();
    await check(page, 'what cannot be taken', 'dialog[open]');
    await page.locator('.import-paste textarea').fill(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-03-01T08:00:00Z' }, spec: { containers: [{ name: 'c', image: 'nginx' }] }, status: { phase: 'Running' } }] }));
    await page.locator('.import-dialog form .is-primary').click();
    await expect(page.locator('.picture-bar')).toBeVisible();
    await check(page, 'a picture of another cluster');

    expect(found).toEqual([]);

    const other = await context.newPage();
    await other.goto(link.replace('#s=', `#e=terminal.${theme}.`));
    await expect(other.locator('.embed-stage .mark').first()).toBeVisible({ timeout: 30_000 });
    await check(other, 'an iframe');
    await other.close();
    expect(found).toEqual([]);
  });

  test(`lessons, the presenter's desk and the room do not either: ${theme}, ${lang}`, async ({ page, context }) => {
    test.setTimeout(200_000);
    const { found, check } = stateChecker();
    await page.goto(`./?theme=${theme}&lang=${lang}#lessons`);
    await expect(page.locator('.syllabus-row').first()).toBeVisible({ timeout: 30_000 });
    await check(page, 'the lessons');
    await page.locator('.syllabus-row a, .syllabus-row button').first().click();
    await expect(page.locator('.lesson-current')).toBeVisible({ timeout: 30_000 });
    await check(page, 'a lesson');
    await page.locator('.lesson-head .lucide-presentation').click();
    await expect(page.locator('.presenter-desk')).toBeVisible({ timeout: 30_000 });
    await check(page, 'the desk');
    const [room] = await Promise.all([context.waitForEvent('page'), page.locator('.presenter-panel .lucide-monitor-up').click()]);
    await expect(room.locator('.audience h1')).toBeVisible({ timeout: 60_000 });
    await check(room, 'the room');
    expect(found).toEqual([]);
  });

  test(`nor does any tab of a phone: ${theme}, ${lang}`, async ({ browser }) => {
    test.setTimeout(200_000);
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })).newPage();
    const { found, check } = stateChecker();
    await page.goto(`./?theme=${theme}&lang=${lang}`);
    await page.waitForFunction(() => /[#$] $/.test((globalThis as unknown as { ordinal?: { output(): string } }).ordinal?.output() ?? ''), undefined, { timeout: 30_000 });
    await page.locator('.clock-controls .icon-button').tap();
    await skip(page, APPLY, 25_000);
    for (const [index, tab] of (await page.locator('.phone-tabs button').all()).entries()) {
      await tab.tap();
      await check(page, `tab ${index}`);
    }
    await page.locator('.break-button').tap();
    await check(page, 'what can be broken');
    await page.keyboard.press('Escape');
    await page.locator('.palette-button').tap();
    await expect(page.locator('.palette-input')).toBeVisible();
    await check(page, 'the palette');
    await page.keyboard.press('Escape');
    await page.locator('.phone-tabs button').first().tap();
    const mark = await page.locator('g.pod-full').first().boundingBox();
    const finger = await page.context().newCDPSession(page);
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: (mark?.x ?? 0) + 40, y: (mark?.y ?? 0) + 30 }] });
    await expect(page.locator('.mark-menu')).toBeVisible();
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(page.locator('.mark-menu'), 'lifting the finger chooses nothing').toBeVisible();
    await check(page, 'the menu of a mark');
    await page.locator('.mark-menu .menu-item', { hasText: 'kubectl describe' }).tap();
    await page.waitForFunction(() => (globalThis as unknown as { ordinal: { output(): string } }).ordinal.output().includes('kubectl describe pod'));
    await page.setViewportSize({ width: 844, height: 390 });
    await check(page, 'on its side');
    expect(found).toEqual([]);
    await page.context().close();
  });
}
