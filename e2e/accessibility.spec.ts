import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { press } from './hands.ts';
import { withThreePods } from './lab.ts';

test('everything works without motion and with the system’s own colours', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
  await withThreePods(page);

  const { moves, colour } = await page.evaluate(() => {
    const mark = document.querySelector('g.pod-full');
    const body = document.querySelector('.pod-body');
    return { moves: mark === null ? 'none' : getComputedStyle(mark).transitionDuration, colour: body === null ? '' : getComputedStyle(body).stroke };
  });
  expect(Number.parseFloat(moves)).toBeLessThan(0.001);
  expect(colour).not.toBe('');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
});

test('magnified to 200 % every region can be reached and nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto('./');
  for (const name of ['Terminal', 'Timeline', 'Inspector', 'Stage']) {
    await press(page.getByRole('navigation', { name: 'Regions' }).getByRole('button', { name }));
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({ scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  }
});
