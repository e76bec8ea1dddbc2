import { expect, test } from '@playwright/test';
import { press } from './hands.ts';
import { openLab, PROMPT } from './lab.ts';

test('a tab that is closed in the middle of a command can be gone on with, and a loaded one goes on by itself', async ({ context, page }) => {
  const lab = await openLab(page);
  await lab.type('echo before; for i in $(seq 99); do sleep 1; echo tick $i; done');
  await lab.expectOutput(/tick 1\n/);
  await page.close({ runBeforeUnload: true });

  const next = await context.newPage();
  const again = await openLab(next);
  const offer = next.getByRole('region', { name: 'Your last session is still here' });
  await press(offer.getByRole('button', { name: 'Continue' }));
  await expect(offer).toBeHidden();
  await expect.poll(() => again.output(), { timeout: 20_000 }).toMatch(/before\ntick 1\n[^]*tick 3\n/);

  await again.press('Control+c');
  await again.expectOutput(PROMPT);
  await again.type('echo after');
  await again.expectOutput(/^after$/m);
  await next.waitForTimeout(2000);
  await next.reload();
  await expect.poll(() => next.evaluate(() => (globalThis as unknown as { ordinal?: { output(): string } }).ordinal?.output() ?? ''), { timeout: 20_000 }).toContain('after');
});

test('a lesson that nobody has begun is still there when its tab is loaded again, and is not offered to another', async ({ context, page }) => {
  await page.goto('./?lang=en#lesson=parallel');
  await expect(page.locator('.lesson-current')).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByText('Apply a parallel set').first()).toBeVisible({ timeout: 30_000 });
  await page.close({ runBeforeUnload: true });

  const next = await context.newPage();
  await openLab(next);
  await expect(next.getByRole('region', { name: 'Your last session is still here' })).toBeHidden();
});

test('two tabs at once each have their own session', async ({ context, page }) => {
  const one = await openLab(page);
  await one.type('echo one > note');
  await one.expectOutput(PROMPT);
  await page.waitForTimeout(2000);
  const second = await context.newPage();
  const two = await openLab(second);
  await expect(second.getByRole('region', { name: 'Your last session is still here' })).toBeHidden();
  await two.type('cat note');
  await two.expectOutput(/No such file or directory/);
});

test('a failure of the simulation shows seed and inputs, and can be rewound to before', async ({ page }) => {
  const lab = await openLab(page);
  await lab.type('echo well');
  await lab.expectOutput(/^well$/m);
  await page.waitForTimeout(1500);
  await page.evaluate(() => {
    const { session } = (globalThis as unknown as { ordinal: { session(): { dispatch(intent: unknown): void } } }).ordinal;
    session().dispatch({ do: 'type', terminal: 1, text: 7 });
  });

  const alert = page.locator('.crash');
  await expect(alert).toContainText('seed 42');
  await press(alert.getByText('What was done'));
  await expect(alert).toContainText('"do":"type"');
  await press(alert.getByRole('button', { name: 'Rewind to before' }));
  await expect(alert).toBeHidden();
  expect(await lab.output()).toContain('well');
  await press(page.getByRole('button', { name: 'Play', exact: true }));
  await lab.type('echo on');
  await lab.expectOutput(/^on$/m);
});
