import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { bring, check, press } from './hands.ts';
import { openLab, skip } from './lab.ts';

/** The session's whole truth as text. */
const eventLog = (page: Page) => page.evaluate(() => (globalThis as unknown as { ordinal: { session(): { eventLog(): string } } }).ordinal.session().eventLog());

const clock = (page: Page) => page.getByRole('timer').textContent();

/** Two commands and half a minute of the cluster's time, without waiting for it. */
async function givenBusySession(page: Page): Promise<void> {
  await openLab(page);
  await press(page.getByRole('button', { name: 'Pause' }));
  await skip(page, 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml', 25_000);
  await skip(page, 'kubectl delete pod nginx-web-sts-vct-1', 4000);
}

async function copiedLink(page: Page, scope: 'This moment' | 'Whole session'): Promise<string> {
  await press(page.getByRole('button', { name: 'Share' }));
  await check(page.getByRole('radio', { name: scope }));
  return page.getByRole('textbox', { name: 'Link', exact: true }).inputValue();
}

test('a link opens the same moment in a fresh browser, to the byte', async ({ page, browser }) => {
  await givenBusySession(page);
  const link = await copiedLink(page, 'This moment');
  expect(link.length).toBeLessThan(2048);
  const sent = { log: await eventLog(page), time: await clock(page) };

  const other = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await other.goto(link);
  await expect.poll(() => clock(other)).toBe(sent.time);
  expect(await eventLog(other)).toBe(sent.log);
  expect(new URL(other.url()).hash).toBe('');
});

test('a whole session plays from its start and comes to the same end', async ({ page, browser }) => {
  await givenBusySession(page);
  const link = await copiedLink(page, 'Whole session');

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByRole('region', { name: 'An earlier moment' })).toBeVisible();
  await expect.poll(() => clock(other)).toMatch(/^00:00:0[1-9]/);
  await press(other.getByRole('button', { name: 'max' }));
  await expect(other.getByRole('region', { name: 'An earlier moment' })).toBeHidden();
});

for (const [name, hash, words] of [
  ['cut off', '#s=1.7VZNb9s4EP0rBE', 'It is cut off or changed'],
  ['of a later version', '#s=9.AAAA', 'version 9 of the format'],
  ['with a script in it', '#s=1.<script>window.hacked=1</script>', 'It is cut off or changed'],
  ['of far too many letters', `#s=1.${'A'.repeat(300_000)}`, 'longer than 200000'],
] as const) {
  test(`a link ${name} is refused in words, and the lab is fresh`, async ({ page }) => {
    await page.goto(`./${hash}`);
    await expect(page.getByRole('alert')).toContainText('The link was not opened.');
    await expect(page.getByRole('alert')).toContainText(words);
    await expect(page.locator('.xterm-helper-textarea')).toBeAttached();
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });
}

test('an iframe shows the session and does what the page around it asks', async ({ page, baseURL }) => {
  await givenBusySession(page);
  const link = await copiedLink(page, 'This moment');
  const embedded = link.replace('#s=', '#e=timeline.light.');
  await page.goto('about:blank');
  await page.goto(`${baseURL ?? ''}licenses-none.txt`).catch(() => undefined);
  await page.setContent(`<iframe src="${embedded}" width="900" height="560" title="demo"></iframe><script>window.reports=[];addEventListener('message',(event)=>reports.push(event.data))</script>`);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => JSON.stringify((globalThis as unknown as { reports: unknown[] }).reports.at(-1)))).toContain('"pods":');
  await page.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage({ ordinal: 'play' }, '*'));
  await expect(frame.getByRole('button', { name: 'Pause' })).toBeVisible();
});

for (const [name, file, part] of [
  ['SVG', 'ordinal.svg', 'ordinal-session:1.'],
  ['Markdown', 'ordinal.md', 'kubectl delete pod nginx-web-sts-vct-1'],
  ['Cast', 'ordinal.cast', '"version":2'],
] as const) {
  test(`${name} is saved with the session in it`, async ({ page }) => {
    await givenBusySession(page);
    await press(page.getByRole('button', { name: 'Share' }));
    const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: new RegExp(`^${name}`) }))]);
    expect(download.suggestedFilename()).toBe(file);
    const stream = await download.createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString('utf8')).toContain(part);
  });
}

for (const name of ['SVG', 'PNG', 'Markdown', 'Cast', 'Zip']) {
  test(`what was saved as ${name} opens as the same session when it is dropped`, async ({ page, browser }) => {
    await givenBusySession(page);
    const log = await eventLog(page);
    await press(page.getByRole('button', { name: 'Share' }));
    const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: new RegExp(`^${name}`) }))]);
    const other = await (await browser.newContext()).newPage();
    await openLab(other);
    await bring(other, [{ name: download.suggestedFilename(), content: readFileSync(await download.path()) }]);
    await expect.poll(() => eventLog(other)).toBe(log);
  });
}
