import { expect, test } from '@playwright/test';
import { withThreePods } from './lab.ts';

const SET = 'nginx-web-sts-vct';

test('the last command can be undone and done again, and nothing is lost', async ({ page }) => {
  const lab = await withThreePods(page);
  await lab.type(`kubectl scale sts/${SET} --replicas=1`);
  await lab.expectOutput(/scaled\n/);
  await expect(page.locator('g.pod-full')).toHaveCount(1, { timeout: 30_000 });

  await page.getByRole('button', { name: `Undo: kubectl scale sts/${SET} --replicas=1` }).click();
  await expect(page.locator('g.pod-full.tone-ready')).toHaveCount(3);
  expect(await lab.output()).not.toContain('scaled');

  await page.getByRole('button', { name: 'Redo the command that was undone' }).click();
  await expect(page.locator('g.pod-full')).toHaveCount(1);
  expect(await lab.output()).toContain('scaled');
});

test('an earlier moment shows everything as it was; acting from there makes a branch that can be named, compared and gone back to', async ({ page }) => {
  const lab = await withThreePods(page);
  await lab.type(`kubectl delete pod ${SET}-2 --wait=false`);
  await lab.expectOutput(/deleted from default namespace\n/);
  await expect(page.locator('.lane')).toHaveCount(3);

  await page.getByRole('slider', { name: 'Moment shown' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('region', { name: 'An earlier moment' })).toContainText('00:00:00');
  await expect(page.locator('g.pod-full')).toHaveCount(0);
  await expect(async () => {
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator('g.pod-full').first()).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await lab.output()).not.toContain('deleted from default namespace');
  await expect(page.locator('.xterm-rows')).toContainText('kubectl apply -f');
  await expect(page.locator('.xterm-rows')).not.toContainText('deleted');

  await page.getByRole('button', { name: 'Act from here' }).click();
  await page.getByRole('button', { name: 'Branches' }).click();
  const sheet = page.getByRole('dialog', { name: 'Branches' });
  await sheet.getByLabel('Name of try 2').fill('without a deletion');
  await sheet.getByLabel('Name of try 2').press('Enter');
  await sheet.getByRole('button', { name: 'Compare' }).click();
  await expect(sheet.getByRole('region', { name: 'Side by side' })).toContainText(`kubectl delete pod ${SET}-2`);
  await sheet.getByRole('button', { name: 'Go to main' }).click();
  await expect(sheet).toBeHidden();

  expect(await lab.output()).toContain('deleted from default namespace');
  await expect(page.getByRole('combobox', { name: 'Branch' })).toContainText('without a deletion');
});
