import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { press } from './hands.ts';
import { openLab, PROMPT } from './lab.ts';

async function nowMs(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { ordinal: { session(): { frame(): { nowMs: number } } } }).ordinal.session().frame().nowMs);
}

test('time stands when paused, moves by one change with Step, and hurries on request', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = await openLab(page);
  await press(page.getByRole('button', { name: 'Pause', exact: true }));
  const paused = await nowMs(page);
  await page.waitForTimeout(700);
  expect(await nowMs(page)).toBe(paused);

  await press(page.getByRole('button', { name: 'Play', exact: true }));
  await lab.type('kubectl create deployment site --image=nginx:1.27');
  await lab.expectOutput(/deployment\.apps\/site created\n/);
  await press(page.getByRole('button', { name: 'Pause', exact: true }));
  const before = await nowMs(page);
  await press(page.getByRole('button', { name: /^Step|next change/ }).first());
  expect(await nowMs(page)).toBeGreaterThan(before);
});

test('a second terminal is a shell of its own on the same machine', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = await openLab(page);
  await lab.type('echo one > /tmp/note');
  await lab.expectOutput(PROMPT);
  await press(page.getByRole('button', { name: /new terminal|another terminal|open.*terminal/i }));
  await expect(page.getByRole('tab', { name: /centos7k8s1/ })).toHaveCount(2);
});

test('the inspector tells why, shows the object, its YAML and its events', async ({ page }) => {
  test.setTimeout(240_000);
  const lab = await openLab(page);
  await lab.setSpeed('20×');
  await lab.type('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml; kubectl rollout status sts/nginx-web-sts-vct');
  await lab.expectOutput(/roll out complete/, 90_000);
  await press(page.getByRole('button', { name: /nginx-web-sts-vct-1\b.*Ready/ }).first());

  await press(page.getByRole('tab', { name: 'Overview' }));
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText('10.100.5.28');
  await press(page.getByRole('tab', { name: 'YAML' }));
  await expect(page.getByRole('tabpanel', { name: 'YAML' })).toContainText('name: nginx-web-sts-vct-1');
  await press(page.getByRole('tab', { name: 'Events' }));
  await expect(page.getByRole('tabpanel', { name: 'Events' })).toContainText('Container started');
  await press(page.getByRole('tab', { name: 'Why' }));
  await expect(page.getByRole('tabpanel', { name: 'Why' })).toContainText('nginx-web-sts-vct-1');
});

test('the language changes in place and is kept', async ({ page }) => {
  test.setTimeout(120_000);
  await openLab(page);
  await press(page.getByRole('button', { name: '切换到中文' }));
  await expect(page.getByRole('button', { name: '暂停', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  await page.reload();
  await expect(page.getByRole('button', { name: '暂停', exact: true })).toBeVisible({ timeout: 30_000 });
});

for (const [theme, lang] of [['dark', 'en'], ['light', 'zh']] as const) {
  test(`nothing stands in the way of assistive technology: ${theme}, ${lang}`, async ({ page }) => {
    test.setTimeout(240_000);
    const lab = await openLab(page, `?theme=${theme}&lang=${lang}`);
    const check = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
    };
    await check();
    await lab.setSpeed('20×');
    await lab.type('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml; kubectl rollout status sts/nginx-web-sts-vct');
    await lab.expectOutput(/roll out complete/, 90_000);
    await check();
  });
}

test('on a phone the stage, the terminal and the rest are tabs, and a command can be tapped', async ({ browser }) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByRole('tab', { name: 'Terminal' }).or(page.getByRole('button', { name: 'Terminal' })).first()).toBeVisible({ timeout: 30_000 });
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await context.close();
});
