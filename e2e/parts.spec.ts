import { expect, test } from '@playwright/test';
import { openLab } from './lab.ts';

const KUBECTL = /\/assets\/kubectl-[\w-]+\.js$/;

// The service worker would answer in place of the network.
test.use({ serviceWorkers: 'block' });

test('a prompt is there before kubectl; a line that needs it waits, and is what it would have been', async ({ page }) => {
  let letThrough = () => {};
  const gate = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(KUBECTL, async (route) => {
    await gate;
    await route.continue();
  });
  const lab = await openLab(page);
  await lab.type('echo first; kubectl get nodes; echo last');
  await lab.expectOutput(/\nfirst\n/);
  await page.keyboard.type('echo typed meanwhile\n');
  await page.waitForTimeout(500);
  expect(await lab.output()).toMatch(/\nfirst\n$/);

  letThrough();
  await lab.expectOutput(/first\n[\s\S]*NAME[\s\S]*centos7k8s3 +Ready[\s\S]*\nlast\n[\s\S]*\ntyped meanwhile\n/);
});

test('kubectl that cannot be fetched says so, and the next try fetches it', async ({ page }) => {
  let isBroken = true;
  await page.route(KUBECTL, (route) => (isBroken ? route.fulfill({ status: 404 }) : route.continue()));
  const lab = await openLab(page);
  await lab.type('kubectl get nodes; echo ended with $?');
  await lab.expectOutput(/kubectl: the page could not fetch this program[\s\S]*ended with 126\n/);

  isBroken = false;
  await lab.type('kubectl get nodes');
  await lab.expectOutput(/centos7k8s3 +Ready/);
});
