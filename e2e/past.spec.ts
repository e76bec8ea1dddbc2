import { expect, test } from '@playwright/test';
import { fill, focusOn, magnify, press } from './hands.ts';
import { withThreePods } from './lab.ts';

const SET = 'nginx-web-sts-vct';

test('the last command can be undone and done again, and nothing is lost', async ({ page }) => {
  const lab = await withThreePods(page);
  await lab.type(`kubectl scale sts/${SET} --replicas=1`);
  await lab.expectOutput(/scaled\n/);
  await expect(page.locator('g.pod-full')).toHaveCount(1, { timeout: 30_000 });

  await press(page.getByRole('button', { name: `Undo: kubectl scale sts/${SET} --replicas=1` }));
  await expect(page.locator('g.pod-full.tone-ready')).toHaveCount(3);
  expect(await lab.output()).not.toContain('scaled');

  await press(page.getByRole('button', { name: 'Redo the command that was undone' }));
  await expect(page.locator('g.pod-full')).toHaveCount(1);
  expect(await lab.output()).toContain('scaled');
});

test('an earlier moment shows everything as it was; acting from there makes a branch that can be named, compared and gone back to', async ({ page }) => {
  const lab = await withThreePods(page);
  await lab.type(`kubectl delete pod ${SET}-2 --wait=false`);
  await lab.expectOutput(/deleted from default namespace\n/);
  await expect(page.locator('.lane')).toHaveCount(3);

  await focusOn(page.getByRole('slider', { name: 'Moment shown' }));
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

  await press(page.getByRole('button', { name: 'Act from here' }));
  await press(page.getByRole('button', { name: 'Branches' }));
  const sheet = page.getByRole('dialog', { name: 'Branches' });
  await fill(sheet.getByLabel('Name of try 2'), 'without a deletion');
  await sheet.getByLabel('Name of try 2').press('Enter');
  await press(sheet.getByRole('button', { name: 'Compare' }));
  await expect(sheet.getByRole('region', { name: 'Side by side' })).toContainText(`kubectl delete pod ${SET}-2`);
  await press(sheet.getByRole('button', { name: 'Go to main' }));
  await expect(sheet).toBeHidden();

  expect(await lab.output()).toContain('deleted from default namespace');
  await expect(page.getByRole('combobox', { name: 'Branch' })).toContainText('without a deletion');
});

test('two fingers, or keys, magnify the timeline, and its lanes go on showing what was', async ({ page }) => {
  await withThreePods(page);
  await press(page.getByRole('button', { name: 'Pause', exact: true }), ' ');
  const ticks = page.locator('.timeline .tick-text');
  const pixelsPerSecond = () =>
    ticks.evaluateAll(([first, second]) => {
      const seconds = (tick?: Element) => (tick?.textContent ?? '').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
      const x = (tick?: Element) => Number(tick?.getAttribute('x'));
      return (x(second) - x(first)) / (seconds(second) - seconds(first));
    });
  const before = await pixelsPerSecond();

  await magnify(page.locator('.timeline-svg.is-lanes'));

  await expect.poll(pixelsPerSecond).toBeGreaterThan(before * 1.2);
  await expect(page.locator('.lane')).toHaveCount(3);
});
