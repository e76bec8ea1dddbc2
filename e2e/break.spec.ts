import { expect, test } from '@playwright/test';
import { withThreePods } from './lab.ts';

test('a mark has a menu; what it breaks is typed as a command, seen on the stage and the timeline, and mended from a list', async ({ page }) => {
  const lab = await withThreePods(page);
  await page.locator('g.pod-full').nth(1).click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Menu of pod/nginx-web-sts-vct-1' });
  await menu.getByRole('menuitem', { name: 'Fail its readiness' }).click();

  await expect(menu).toBeHidden();
  await expect.poll(() => lab.output()).toContain('fault not-ready nginx-web-sts-vct-1 on');
  await expect(page.getByRole('button', { name: /Pod nginx-web-sts-vct-1, Not ready/ })).toBeVisible();
  await expect(page.locator('.timeline-mark.is-fault').first()).toBeAttached();

  await page.locator('.break-button').click();
  await page.getByRole('button', { name: 'Mend: fault not-ready nginx-web-sts-vct-1 on' }).click();
  await expect.poll(() => lab.output()).toContain('fault not-ready nginx-web-sts-vct-1 off');
  await expect(page.getByRole('button', { name: /Pod nginx-web-sts-vct-1, Ready/ })).toBeVisible();
});

test('without a mouse: leave the terminal, go to a mark, open its menu, cut a node off', async ({ page }) => {
  const lab = await withThreePods(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: 'By node', pressed: true })).toBeVisible();
  await page.keyboard.press('s');
  await page.locator('.node-info').last().focus();
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  for (let step = 0; step < 12; step += 1) {
    if ((await page.locator(':focus').textContent())?.startsWith('Cut the network') === true) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');

  await expect.poll(() => lab.output()).toContain('fault network cut centos7k8s3');
  await expect(page.getByText('Network cut', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /Node centos7k8s3, NotReady/ })).toBeVisible({ timeout: 30_000 });
});
