import { expect, test } from '@playwright/test';
import { openLab, withThreePods } from './lab.ts';

test('the palette finds what can be done and what is there, by keyboard alone', async ({ page }) => {
  const lab = await withThreePods(page);
  const palette = page.getByRole('dialog', { name: 'Commands and objects' });
  const ask = async (text: string) => {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };

  await ask('by storage');
  await expect(page.getByRole('button', { name: 'By storage', pressed: true })).toBeVisible();
  await ask('pod/nginx-web-sts-vct-2');
  await expect(page.getByRole('tabpanel', { name: 'Why' })).toContainText('pod/nginx-web-sts-vct-2', { ignoreCase: true });
  await ask('echo from the palette');
  await expect.poll(() => lab.output()).toContain('\nfrom the palette\n');
});

test('in the terminal Ctrl+K cuts what is behind the cursor, and opens the palette when there is nothing', async ({ page }) => {
  const lab = await openLab(page);
  await page.keyboard.type('echo kept cut');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Enter');
  await lab.expectOutput(/^kept$/m);
  await expect(page.locator('.xterm-rows')).toContainText(/^.*kept.*kept.*# *$/s);

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands and objects' })).toBeVisible();
});

test('every key of the page is written down', async ({ page }) => {
  await openLab(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Help' });
  for (const text of ['Run to the next change', 'By node', 'Undo the last command', 'Go to the terminal', 'leave the terminal']) await expect(help).toContainText(text);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('letters that come before the palette do not reach the page', async ({ page }) => {
  await page.route(/\/Palette-.*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await openLab(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('2d');
  await expect(page.getByRole('dialog', { name: 'Commands and objects' })).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(page.getByRole('button', { name: 'By ordinal', pressed: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Next decision' })).toBeHidden();
});

test('what is pressed right behind Escape is meant for the page, not for the sheet that has gone', async ({ page }) => {
  await openLab(page);
  await page.keyboard.press('Escape');
  for (let round = 0; round < 5; round += 1) {
    await page.keyboard.press('b');
    await expect(page.getByRole('dialog', { name: 'Branches' })).toBeVisible();
    await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('?')]);
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});
