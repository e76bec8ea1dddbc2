import { expect, test } from '@playwright/test';
import { press } from './hands.ts';
import { openLab } from './lab.ts';

test('the clock goes from decision to decision and says each with its rule', async ({ page }) => {
  const lab = await openLab(page);
  await lab.type('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  await lab.expectOutput(/statefulset\.apps\/nginx-web-sts-vct created\n/);

  await press(page.getByRole('button', { name: 'Run to the next decision of a controller' }), 'd');
  const bar = page.getByRole('region', { name: 'Next decision' });
  await expect(bar).toContainText(/looked at (?:sts|pod|pvc|deploy)\//);
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();

  const said = new Set<string>();
  for (let step = 0; step < 6; step += 1) {
    said.add((await bar.getByRole('status').textContent()) ?? '');
    await press(bar.getByRole('button', { name: 'Next decision' }));
    await expect(bar.getByRole('button', { name: 'Next decision' })).toBeEnabled();
  }
  expect(said.size).toBeGreaterThan(4);
  expect([...said].join('\n')).toContain('statefulset-controller');
  await expect(bar.getByRole('link', { name: 'Documentation' })).toHaveAttribute('href', /^https:\/\/kubernetes\.io\/docs\//);
});

test('one press says why nothing happens', async ({ page }) => {
  const lab = await openLab(page);
  await lab.setSpeed('20×');
  await lab.type('fault provisioner stop; kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  await lab.expectOutput(/statefulset\.apps\/nginx-web-sts-vct created\n/);
  await page.waitForFunction(() => (globalThis as unknown as { ordinal: { session(): { frame(): { nowMs: number } } } }).ordinal.session().frame().nowMs > 12_000);

  await press(page.getByRole('button', { name: 'Why is nothing happening?' }));

  await expect(page.getByRole('tabpanel', { name: 'Why' })).toContainText(/data-nginx-web-sts-vct-0/);
  await expect(page.getByRole('tabpanel', { name: 'Why' })).toContainText('fault provisioner start');
});
