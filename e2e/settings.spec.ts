import { expect, test } from '@playwright/test';
import { openLab } from './lab.ts';

test('a cluster of one’s own is refused with words while it cannot be, and is a session of its own when it can', async ({ page }) => {
  const lab = await openLab(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  const start = sheet.getByRole('button', { name: 'Start this cluster' });

  await sheet.getByRole('textbox', { name: 'Nodes' }).fill('0');
  await expect(sheet).toContainText('without a node no pod can run');
  await expect(start).toBeDisabled();
  await sheet.getByRole('textbox', { name: 'Nodes' }).fill('5');
  await sheet.getByRole('textbox', { name: 'Service addresses' }).fill('10.100.0.0/16');
  await expect(sheet).toContainText('would share addresses');
  await sheet.getByRole('textbox', { name: 'Service addresses' }).fill('172.30.0.0/16');
  await sheet.getByRole('textbox', { name: 'Cluster domain' }).fill('Not A Domain');
  await expect(sheet).toContainText('is no DNS domain');
  await sheet.getByRole('textbox', { name: 'Cluster domain' }).fill('lab.local');
  await sheet.getByRole('textbox', { name: 'Seed' }).fill('7');
  await start.click();

  await expect(page.getByRole('button', { name: 'Cluster', exact: true })).toContainText('5 nodes · lab.local');
  await lab.type('kubectl get nodes,svc -o wide');
  await lab.expectOutput(/centos7k8s5 +Ready[^]*172\.30\.0\.1 /);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Cluster', exact: true })).toContainText('5 nodes · lab.local', { timeout: 30_000 });
});

test('looks are kept for the next visit', async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByText('High contrast').click();
  await page.getByRole('dialog').getByRole('slider', { name: 'Letters of the terminal' }).fill('18');
  await expect(page.getByRole('dialog')).toContainText('18 px');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Screen readers hear the terminal too' }).check();
  await page.reload();

  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await expect(page.locator('.xterm-accessibility-tree')).toContainText('[root@centos7k8s1 deploy]#');
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('ordinal.settings') ?? '{}').terminalFontPx as number)).toBe(18);
});
