import { expect, test } from '@playwright/test';
import { check, fill, press } from './hands.ts';
import { openLab } from './lab.ts';

test('a cluster of one’s own is refused with words while it cannot be, and is a session of its own when it can', async ({ page }) => {
  const lab = await openLab(page);
  await press(page.getByRole('button', { name: 'Settings' }));
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  const start = sheet.getByRole('button', { name: 'Start this cluster' });

  await fill(sheet.getByRole('textbox', { name: 'Nodes' }), '0');
  await expect(sheet).toContainText('without a node no pod can run');
  await expect(start).toBeDisabled();
  await fill(sheet.getByRole('textbox', { name: 'Nodes' }), '5');
  await fill(sheet.getByRole('textbox', { name: 'Service addresses' }), '10.100.0.0/16');
  await expect(sheet).toContainText('would share addresses');
  await fill(sheet.getByRole('textbox', { name: 'Service addresses' }), '172.30.0.0/16');
  await fill(sheet.getByRole('textbox', { name: 'Cluster domain' }), 'Not A Domain');
  await expect(sheet).toContainText('is no DNS domain');
  await fill(sheet.getByRole('textbox', { name: 'Cluster domain' }), 'lab.local');
  await fill(sheet.getByRole('textbox', { name: 'Seed' }), '7');
  await press(start);

  await expect(page.getByRole('button', { name: 'Cluster', exact: true })).toContainText('5 nodes · lab.local');
  await lab.type('kubectl get nodes,svc -o wide');
  await lab.expectOutput(/centos7k8s5 +Ready[^]*172\.30\.0\.1 /);

  await page.reload();
  await expect(page.getByRole('button', { name: 'Cluster', exact: true })).toContainText('5 nodes · lab.local', { timeout: 30_000 });
});

test('looks are kept for the next visit', async ({ page }) => {
  await openLab(page);
  await press(page.getByRole('button', { name: 'Settings' }));
  await press(page.getByRole('dialog').getByText('High contrast'));
  await fill(page.getByRole('dialog').getByRole('slider', { name: 'Letters of the terminal' }), '18');
  await expect(page.getByRole('dialog')).toContainText('18 px');
  await check(page.getByRole('dialog').getByRole('checkbox', { name: 'Screen readers hear the terminal too' }));
  await page.reload();

  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await expect(page.locator('.xterm-accessibility-tree')).toContainText('[root@centos7k8s1 deploy]#');
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.getItem('ordinal.settings') ?? '{}').terminalFontPx as number)).toBe(18);
});
