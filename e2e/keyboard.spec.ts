import { expect, test, type Page } from '@playwright/test';
import { press } from './hands.ts';
import { openLab, PROMPT, type Lab } from './lab.ts';

const SET = 'nginx-web-sts-vct';

/** Types a line where the keyboard is, and waits for its answer and the next prompt. */
async function type({ page, output }: Lab, line: string, answer: RegExp): Promise<void> {
  const from = (await output()).length;
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await output()).slice(from), { timeout: 60_000 }).toMatch(answer);
  await expect.poll(output, { timeout: 60_000 }).toMatch(PROMPT);
}

/** Opens the palette, finds a thing by a few letters and takes it. */
async function palette(page: Page, letters: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'What do you want to do, or to see?' })).toBeFocused();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'What do you want to do, or to see?' })).toBeHidden();
}

/** Presses a key until a mark of that name has the focus. */
async function arrows(page: Page, key: string, name: RegExp): Promise<void> {
  for (let count = 0; count < 12 && !name.test((await page.locator(':focus').getAttribute('aria-label')) ?? ''); count += 1) await page.keyboard.press(key);
}

test('a whole lab is done without a mouse: apply, look, ask, write, break, mend, look back, fork, undo', async ({ page }) => {
  test.setTimeout(300_000);
  const lab = await openLab(page, '?lang=en');
  // The terminal has the keyboard from the start.
  await expect(page.getByRole('textbox', { name: 'Terminal centos7k8s1' })).toBeFocused({ timeout: 30_000 });
  await expect.poll(lab.output).toMatch(PROMPT);

  // Out of the terminal, faster, and back into it.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /You have left the terminal/ })).toBeFocused();
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(page.getByRole('button', { name: '20×', pressed: true })).toBeVisible();
  await page.keyboard.press('t');
  await type(lab, `kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml; kubectl rollout status sts/${SET}`, /roll out complete/);

  // On the stage the arrow keys go from mark to mark; Enter chooses, and the inspector tells of it.
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  await arrows(page, 'ArrowDown', /^Pod nginx-web-sts-vct-/);
  await arrows(page, 'ArrowLeft', /^Pod nginx-web-sts-vct-0,/);
  await arrows(page, 'ArrowRight', /^Pod nginx-web-sts-vct-1,/);
  await expect(page.locator(':focus')).toHaveAttribute('aria-label', /^Pod nginx-web-sts-vct-1, Ready/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('i');
  await expect(page.getByRole('tab', { name: 'Why' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Logs' })).toBeFocused();
  await expect(page.getByRole('tabpanel', { name: 'Logs' })).toContainText('start worker process');

  // A page is written on its disk, and the stage shows it.
  await page.keyboard.press('t');
  await type(lab, `kubectl exec ${SET}-1 -- sh -c "echo kept > /usr/share/nginx/html/index.html"`, /index\.html"\n/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await expect(page.getByRole('button', { name: /^Volume .*kept/ })).toBeVisible();
  await page.keyboard.press('4');
  await expect(page.getByRole('table').first()).toContainText('“kept”');
  await page.keyboard.press('1');

  // Its menu breaks it; the list of what is broken mends it.
  await page.keyboard.press('s');
  await page.keyboard.press('m');
  await press(page.getByRole('menuitem', { name: /^Fail its readiness/ }));
  await expect(page.getByRole('button', { name: /Pod nginx-web-sts-vct-1, Not ready/ })).toBeVisible();
  await page.keyboard.press('w');
  await expect(page.getByRole('tabpanel', { name: 'Why' })).toContainText(`${SET}-1`);
  await palette(page, 'mend readiness');
  await expect(page.getByRole('button', { name: /Pod nginx-web-sts-vct-1, Ready/ })).toBeVisible({ timeout: 30_000 });

  // It is deleted; its successor has the same page.
  await page.keyboard.press('t');
  await type(lab, `kubectl delete pod ${SET}-1; kubectl rollout status sts/${SET}; kubectl exec ${SET}-1 -- cat /usr/share/nginx/html/index.html`, /\nkept\n/);

  // An earlier moment, and another course from there.
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await page.keyboard.press('Home');
  await expect(page.getByRole('region', { name: 'An earlier moment' })).toContainText('00:00:00');
  await expect(async () => {
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator('g.pod-full').first()).toBeVisible({ timeout: 500 });
  }).toPass();
  await palette(page, 'act from here');
  await expect(page.getByRole('region', { name: 'An earlier moment' })).toBeHidden();
  await page.keyboard.press('t');
  await type(lab, `kubectl scale sts ${SET} --replicas=1`, /scaled\n/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect(page.getByRole('combobox', { name: 'Branch' })).toContainText('without scale');
  expect(await lab.output()).not.toContain('scaled');
  await page.keyboard.press('r');
  await expect.poll(lab.output).toContain('scaled');
  await page.keyboard.press('b');
  await expect(page.getByRole('dialog', { name: 'Branches' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Branches' })).toBeHidden();

  // What is all of this called?
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('menu of a mark');
  await page.keyboard.press('Escape');
});

test('the terminal is no trap: a keyboard comes past it in both directions', async ({ page }) => {
  const lab = await openLab(page, '?lang=en');
  const terminal = page.getByRole('textbox', { name: 'Terminal centos7k8s1' });
  await expect(terminal).toBeFocused({ timeout: 30_000 });
  await expect.poll(lab.output).toMatch(PROMPT);

  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Open a terminal' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(terminal).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(terminal).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator('.terminals :focus')).toHaveCount(0);
});
