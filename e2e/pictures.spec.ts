import { devices, expect, test, type Page } from '@playwright/test';
import { focusOn, press } from './hands.ts';
import { skip } from './lab.ts';
import { expectPicture } from './picture.ts';

interface Console {
  session(): { frame(): { nowMs: number }; advance(ms: number): boolean };
}

/** Opens the page with its clock stopped. From then on only `at` moves time, so that every picture is of the same moment. */
async function openStill(page: Page, query: string): Promise<void> {
  await page.goto(`./${query}`);
  await press(page.locator('.clock-controls .is-chosen'));
  await expect(page.locator('.terminal-body').or(page.locator('.phone-tabs')).first()).toBeVisible();
  // Time stands until the programs have come.
  await page.waitForFunction(() => {
    const session = (globalThis as unknown as { ordinal: Console }).ordinal.session();
    const beforeMs = session.frame().nowMs;
    session.advance(1);
    return session.frame().nowMs > beforeMs;
  });
}

/** Lets time come to a moment, runs a line there, and lets some more time pass. */
async function at(page: Page, ms: number, line: string, moreMs: number): Promise<void> {
  const nowMs = await page.evaluate(() => (globalThis as unknown as { ordinal: Console }).ordinal.session().frame().nowMs);
  expect(nowMs, 'the clock was stopped in time').toBeLessThanOrEqual(ms);
  await skip(page, '', ms - nowMs);
  await skip(page, line, moreMs);
}

// Seconds each on an idle machine; a busy one draws slowly.
test.describe.configure({ timeout: 240_000 });

const APPLY = 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml';

test('the stage as it was meant: dark', async ({ page }) => {
  await openStill(page, '?theme=dark&lang=en');
  await at(page, 20_000, '', 0);
  await expectPicture(page, 'empty-dark');
  await at(page, 20_000, APPLY, 25_000);
  await expect(page.locator('g.pod-full.tone-ready')).toHaveCount(3);
  await expectPicture(page, 'three-dark');
  await at(page, 45_000, 'kubectl patch sts nginx-web-sts-vct -p \'{"spec":{"updateStrategy":{"rollingUpdate":{"partition":1}}}}\'; kubectl set image sts/nginx-web-sts-vct nginx-web-01=harbor.myharbor.com/myharbor/nginx:v2.0-my', 3000);
  await expect(page.locator('.partition')).toBeVisible();
  await expectPicture(page, 'update-dark');
  await press(page.getByRole('button', { name: 'By storage' }));
  await expectPicture(page, 'storage-dark');
  await press(page.getByRole('button', { name: 'Table' }));
  await expectPicture(page, 'table-dark');
});

test('the page as it was meant: light, Chinese', async ({ page }) => {
  await openStill(page, '?theme=light&lang=zh');
  await at(page, 20_000, APPLY, 25_000);
  await expect(page.locator('g.pod-full.tone-ready')).toHaveCount(3);
  await at(page, 45_000, 'fault network cut centos7k8s3', 70_000);
  await press(page.getByRole('button', { name: '按节点' }));
  await expect(page.locator('.shelf-cut')).toHaveCount(1);
  await expectPicture(page, 'node-cut-light');
  await focusOn(page.locator('.scrubber'));
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('.past-banner')).toContainText('00:00:30');
  await press(page.getByRole('button', { name: '设置' }));
  await expectPicture(page, 'settings-light');
});

test('large sets as they were meant', async ({ page }) => {
  const set = (count: number) =>
    `printf 'apiVersion: apps/v1\\nkind: StatefulSet\\nmetadata: {name: web}\\nspec:\\n  serviceName: web\\n  replicas: ${count}\\n  podManagementPolicy: Parallel\\n  selector: {matchLabels: {app: web}}\\n  template:\\n    metadata: {labels: {app: web}}\\n    spec: {containers: [{name: c, image: "nginx:1.27"}]}\\n' | kubectl apply -f -`;
  await openStill(page, '?theme=dark&lang=en&profile=upstream');
  await at(page, 20_000, set(100), 30_000);
  await expect(page.locator('g.pod-compact')).toHaveCount(100);
  await expectPicture(page, 'hundred-dark');
  await at(page, 50_000, set(1000), 20_000);
  await expect(page.locator('.heat-run').first()).toBeVisible();
  await expectPicture(page, 'thousand-dark');
  await press(page.getByRole('button', { name: 'By node' }));
  await expect(page.locator('.minimap')).toBeVisible();
  await expectPicture(page, 'thousand-nodes-dark');
});

test('a small window as it was meant', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openStill(page, '?theme=light&lang=en');
  await at(page, 20_000, APPLY, 8000);
  await expect(page.locator('g.pod-full').first()).toBeVisible();
  await expectPicture(page, 'small-light');
});

test('a phone as it was meant', async ({ browser }) => {
  const { viewport: _, ...phone } = devices['Pixel 7'];
  const context = await browser.newContext({ ...phone, viewport: { width: 390, height: 844 }, deviceScaleFactor: 1 });
  const page = await context.newPage();
  await openStill(page, '?theme=dark&lang=zh');
  await at(page, 20_000, APPLY, 8000);
  await expect(page.locator('g.pod-full').first()).toBeVisible();
  await expectPicture(page, 'phone-dark');
  await context.close();
});
