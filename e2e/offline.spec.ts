import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { press } from './hands.ts';
import { openLab, openLabAt } from './lab.ts';

test('the page opens without a network after the first visit, and everything in it works', async ({ page, context }) => {
  await openLab(page);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await context.setOffline(true);

  const lab = await openLab(page, '?lang=zh');
  await lab.type('kubectl explain statefulset.spec.serviceName');
  await lab.expectOutput(/FIELD: serviceName <string>/);
  await lab.type('vi notes.txt');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the single file opens from a disk', async ({ page }) => {
  const lab = await openLabAt(page, pathToFileURL(path.resolve('dist-single/index.html')).href);
  await lab.type('kubectl get nodes');
  await lab.expectOutput(/centos7k8s3 +Ready/);
});

test('the single file teaches lesson 1', async ({ page }) => {
  await page.goto(`${pathToFileURL(path.resolve('dist-single/index.html')).href}?lang=zh#lesson=a-name-that-stays`);
  await press(page.getByRole('button', { name: '最快', exact: true }));
  for (const step of [2, 3]) {
    await press(page.getByRole('button', { name: '演示一遍' }));
    await expect(page.getByText(`第 ${step} 步，共 7 步`)).toBeVisible({ timeout: 60_000 });
  }
  await expect(page.getByRole('heading', { name: '看看地址' })).toBeVisible();
});
