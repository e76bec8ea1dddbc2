import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { fill, focusOn, openMenu, press, tap, toTerminal } from './hands.ts';
import { openLab, skip } from './lab.ts';

/** Every state that the page has, one after the other, without a word of either language: by keys, marks and classes. */

const APPLY = 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml';

/** Gathers what axe has to say of each state, so that one run tells of all. */
function stateChecker() {
  const found: string[] = [];
  return {
    found,
    /** Looks at the part that is new in a state, or at the whole page. */
    look: async (page: Page, state: string, part = 'html') => {
      const { violations } = await new AxeBuilder({ page }).include(part).analyze();
      found.push(...violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
    },
  };
}

/** The focus on nothing that takes letters. */
const toStage = (page: Page) => focusOn(page.locator('.region-stage .mark[tabindex="0"]').first());

/** Opens a sheet by its key, looks at it, closes it. */
async function sheet(page: Page, key: string, then: () => Promise<void>): Promise<void> {
  await toStage(page);
  await page.keyboard.press(key);
  await expect(page.locator('dialog.dialog[open]')).toBeVisible();
  await then();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.dialog[open]')).toBeHidden();
}

for (const [theme, lang] of [['dark', 'en'], ['light', 'zh']] as const) {
  test(`no state of the page stands in the way of assistive technology: ${theme}, ${lang}`, async ({ page, context }) => {
    test.setTimeout(400_000);
    const { found, look } = stateChecker();
    await openLab(page, `?theme=${theme}&lang=${lang}`);
    await press(page.locator('.clock-controls .icon-button'));
    await look(page, 'a fresh lab');

    await skip(page, APPLY, 25_000);
    await skip(page, "kubectl patch sts nginx-web-sts-vct -p '{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":1}}}}'; kubectl set image sts/nginx-web-sts-vct nginx-web-01=nginx:nope", 15_000);
    await press(page.locator('g.pod-full').last());
    for (const tab of await page.locator('.panel-tabs [role="tab"]').all()) {
      await press(tab);
      await look(page, `a panel of a pod: ${await tab.textContent()}`, '.inspector');
    }
    await toStage(page);
    for (const key of ['2', '3', '4']) {
      await page.keyboard.press(key);
      await look(page, `arrangement ${key}`);
    }
    await page.keyboard.press('1');
    await press(page.locator('g.status').first());
    await press(page.locator('#panel-tab-revisions'));
    await look(page, 'the revisions of a set', '.inspector');

    await openMenu(page.locator('g.pod-full').first());
    await look(page, 'the menu of a mark');
    await press(page.locator('.mark-menu .menu-item', { hasText: 'fault not-ready' }));
    await expect(page.locator('.toast')).toBeVisible();
    await look(page, 'a toast');
    await press(page.locator('.break-button'));
    await look(page, 'what is broken');
    await page.keyboard.press('Escape');
    await press(page.locator('.profile-button'));
    await look(page, 'the clusters');
    await page.keyboard.press('Escape');

    await sheet(page, 'Control+k', async () => {
      await page.keyboard.type('kubectl');
      await look(page, 'the palette', 'dialog[open]');
    });
    await sheet(page, '?', () => look(page, 'help', 'dialog[open]'));
    await sheet(page, ',', async () => {
      await press(page.locator('.settings .delays summary'));
      await fill(page.locator('.settings input[type="text"], .settings input:not([type])').first(), '0');
      await look(page, 'settings that cannot be', 'dialog[open]');
    });
    await toStage(page);
    await page.keyboard.press('d');
    await expect(page.locator('.decision .decision-what')).toBeVisible({ timeout: 30_000 });
    await look(page, 'a decision');

    await focusOn(page.locator('.scrubber'));
    await page.keyboard.press('Home');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator('.past-banner')).toBeVisible();
    await look(page, 'the past');
    await press(page.locator('.past-banner .is-primary'));
    await press(page.locator('.clock-controls .icon-button'));
    await sheet(page, 'b', async () => {
      await press(page.locator('.branch-list button[aria-pressed]').first());
      await look(page, 'two branches', 'dialog[open]');
    });
    await toTerminal(page);
    await page.keyboard.press('Escape');
    await look(page, 'the terminal is left');

    await press(page.locator('#panel-tab-yaml'));
    await press(page.locator('.panel .action-list button').first());
    await press(page.locator('.cm-content'));
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('wrong: [');
    await expect(page.locator('.manifest-problems')).toBeVisible();
    await page.keyboard.press('Control+Space');
    await look(page, 'a manifest with errors', 'dialog[open]');
    await press(page.locator('.editor-actions button').last());
    await skip(page, 'vi new.yml', 500);
    await expect(page.locator('.cm-content')).toBeVisible();
    await look(page, 'vi', 'dialog[open]');
    await press(page.locator('.editor-actions button').last());

    await press(page.locator('.top-tools .lucide-share-2'));
    await expect(page.locator('dialog[open]')).toBeVisible();
    await look(page, 'sharing', 'dialog[open]');
    const link = await page.locator('dialog[open] input[readonly]').first().inputValue();
    await page.keyboard.press('Escape');
    await press(page.locator('.top-tools .lucide-file-up'));
    await fill(page.locator('.import-paste textarea'), 'kind: [');
    await press(page.locator('.import-dialog .is-primary'));
    await expect(page.locator('.import-notice')).toBeVisible();
    await look(page, 'what cannot be taken', 'dialog[open]');
    await fill(page.locator('.import-paste textarea'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-03-01T08:00:00Z' }, spec: { containers: [{ name: 'c', image: 'nginx' }] }, status: { phase: 'Running' } }] }));
    await press(page.locator('.import-dialog form .is-primary'));
    await expect(page.locator('.picture-bar')).toBeVisible();
    await look(page, 'a picture of another cluster');

    expect(found).toEqual([]);

    const other = await context.newPage();
    await other.goto(link.replace('#s=', `#e=terminal.${theme}.`));
    await expect(other.locator('.embed-stage .mark').first()).toBeVisible({ timeout: 30_000 });
    await look(other, 'an iframe');
    await other.close();
    expect(found).toEqual([]);
  });

  test(`lessons, the presenter's desk and the room do not either: ${theme}, ${lang}`, async ({ page, context }) => {
    test.setTimeout(200_000);
    const { found, look } = stateChecker();
    await page.goto(`./?theme=${theme}&lang=${lang}#lessons`);
    await expect(page.locator('.syllabus-row').first()).toBeVisible({ timeout: 30_000 });
    await look(page, 'the lessons');
    await press(page.locator('.syllabus-row a, .syllabus-row button').first());
    await expect(page.locator('.lesson-current')).toBeVisible({ timeout: 30_000 });
    await look(page, 'a lesson');
    await press(page.locator('.lesson-head .lucide-presentation'));
    await expect(page.locator('.presenter-desk')).toBeVisible({ timeout: 30_000 });
    await look(page, 'the desk');
    const [room] = await Promise.all([context.waitForEvent('page'), press(page.locator('.presenter-panel .lucide-monitor-up'))]);
    await expect(room.locator('.audience h1')).toBeVisible({ timeout: 60_000 });
    await look(room, 'the room');
    expect(found).toEqual([]);
  });

  test(`nor does any tab of a phone: ${theme}, ${lang}`, async ({ browser }) => {
    test.setTimeout(200_000);
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })).newPage();
    const { found, look } = stateChecker();
    await page.goto(`./?theme=${theme}&lang=${lang}`);
    await page.waitForFunction(() => /[#$] $/.test((globalThis as unknown as { ordinal?: { output(): string } }).ordinal?.output() ?? ''), undefined, { timeout: 30_000 });
    await tap(page.locator('.clock-controls .icon-button'));
    await skip(page, APPLY, 25_000);
    for (const [index, tab] of (await page.locator('.phone-tabs button').all()).entries()) {
      await tap(tab);
      await look(page, `tab ${index}`);
    }
    await tap(page.locator('.break-button'));
    await look(page, 'what can be broken');
    await page.keyboard.press('Escape');
    await tap(page.locator('.palette-button'));
    await expect(page.locator('.palette-input')).toBeVisible();
    await look(page, 'the palette');
    await page.keyboard.press('Escape');
    await tap(page.locator('.phone-tabs button').first());
    const mark = await page.locator('g.pod-full').first().boundingBox();
    const finger = await page.context().newCDPSession(page);
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: (mark?.x ?? 0) + 40, y: (mark?.y ?? 0) + 30 }] });
    await expect(page.locator('.mark-menu')).toBeVisible();
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(page.locator('.mark-menu'), 'lifting the finger chooses nothing').toBeVisible();
    await look(page, 'the menu of a mark');
    await tap(page.locator('.mark-menu .menu-item', { hasText: 'kubectl describe' }));
    await page.waitForFunction(() => (globalThis as unknown as { ordinal: { output(): string } }).ordinal.output().includes('kubectl describe pod'));
    await page.setViewportSize({ width: 844, height: 390 });
    await look(page, 'on its side');
    expect(found).toEqual([]);
    await page.context().close();
  });
}
