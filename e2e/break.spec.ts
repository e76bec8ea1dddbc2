import { expect, test } from '@playwright/test';
import { openMenu, press } from './hands.ts';
import { withThreePods } from './lab.ts';

test('a mark has a menu; what it breaks is typed as a command, seen on the stage and the timeline, and mended from a list', async ({ page }) => {
  const lab = await withThreePods(page);
  await openMenu(page.locator('g.pod-full').nth(1));
  const menu = page.getByRole('menu', { name: 'Menu of pod/nginx-web-sts-vct-1' });
  await press(menu.getByRole('menuitem', { name: 'Fail its readiness' }));

  await expect(menu).toBeHidden();
  await expect.poll(() => lab.output()).toContain('fault not-ready nginx-web-sts-vct-1 on');
  await expect(page.getByRole('button', { name: /Pod nginx-web-sts-vct-1, Not ready/ })).toBeVisible();
  await expect(page.locator('.timeline-mark.is-fault').first()).toBeAttached();

  await press(page.locator('.break-button'));
  await press(page.getByRole('button', { name: 'Mend: fault not-ready nginx-web-sts-vct-1 on' }));
  await expect.poll(() => lab.output()).toContain('fault not-ready nginx-web-sts-vct-1 off');
  await expect(page.getByRole('button', { name: /Pod nginx-web-sts-vct-1, Ready/ })).toBeVisible();
});

test('the menu of a node cuts it off, and its pods are no longer known', async ({ page }) => {
  const lab = await withThreePods(page);
  await press(page.getByRole('button', { name: 'By node' }), '2');
  await expect(page.getByRole('button', { name: 'By node', pressed: true })).toBeVisible();
  await openMenu(page.locator('.node-info').last());
  await press(page.getByRole('menuitem', { name: /^Cut the network/ }));

  await expect.poll(() => lab.output()).toContain('fault network cut centos7k8s3');
  await expect(page.getByText('Network cut', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /Node centos7k8s3, NotReady/ })).toBeVisible({ timeout: 30_000 });
});
