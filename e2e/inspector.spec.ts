import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { bring, press, toLine } from './hands.ts';
import { openLab, PROMPT, skip, type Lab } from './lab.ts';

const SET = 'nginx-web-sts-vct';

/** A set whose pods are ready: the minute that it takes is skipped. */
async function givenSet(page: Page): Promise<Lab> {
  const lab = await openLab(page);
  await skip(page, 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml', 60_000);
  await expect(page.getByRole('button', { name: new RegExp(`${SET}-2\\b`) }).first()).toBeVisible();
  return lab;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: main\n    image: nginx:1.27\n`;

/** A cluster as its server tells of it: a set of so many ready pods. */
function dumpOf(count: number): string {
  const created = '2026-03-01T08:00:00Z';
  const meta = (name: string, more: object = {}) => ({ name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '7', creationTimestamp: created, ...more });
  const template = { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'db', image: 'mysql:8' }] } };
  const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: meta('db'), spec: { serviceName: 'db', replicas: count, selector: { matchLabels: { app: 'db' } }, template }, status: { replicas: count, readyReplicas: count } };
  const owner = [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', uid: 'uid-db', controller: true }];
  const pods = Array.from({ length: count }, (_, ordinal) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: meta(`db-${ordinal}`, { ownerReferences: owner, labels: { app: 'db' } }), spec: { ...template.spec, nodeName: 'worker-1' },
    status: { phase: 'Running', podIP: `10.0.0.${ordinal % 250}`, conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: created }], containerStatuses: [{ name: 'db', image: 'mysql:8', imageID: '', ready: true, restartCount: 0, state: { running: { startedAt: created } }, lastState: {} }] },
  }));
  const foreign = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: meta('tls') };
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [set, foreign, ...pods] });
}

test('the inspector shows files, logs and revisions, and leads from object to object', async ({ page }) => {
  test.setTimeout(240_000);
  const lab = await givenSet(page);
  await lab.type(`kubectl exec ${SET}-0 -- sh -c "echo page0 > /usr/share/nginx/html/index.html"; kubectl patch sts ${SET} -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'; kubectl set image sts/${SET} nginx-web-01=harbor.myharbor.com/myharbor/nginx:v2.0-my`);
  await lab.expectOutput(/image updated/);
  const panel = page.getByRole('tabpanel', { name: /Files|Logs|Revisions|Overview/ });

  await press(page.getByRole('tab', { name: 'Files' }));
  await press(panel.getByRole('button', { name: /index\.html/ }));
  await expect(panel).toContainText('page0');

  await press(page.getByRole('tab', { name: 'Logs' }));
  await expect(panel).toContainText('start worker process');

  await press(page.getByRole('tab', { name: 'Revisions' }));
  await expect(panel).toContainText('update revision: where the rollout leads');
  await expect(panel.getByRole('region', { name: 'What changes between two templates' })).toContainText('+  - image: harbor.myharbor.com/myharbor/nginx:v2.0-my');

  await press(page.getByRole('tab', { name: 'Overview' }));
  await press(panel.getByRole('button', { name: `pod/${SET}-1` }));
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(`pod/${SET}-1`);
});

test('a manifest is edited with completion and errors at their lines, and applied as a file in the terminal', async ({ page }) => {
  test.setTimeout(240_000);
  const lab = await givenSet(page);
  await press(page.getByRole('tab', { name: 'YAML' }));
  await press(page.getByRole('button', { name: 'Edit', exact: true }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('no errors')).toBeVisible();

  await toLine(dialog, 'serviceName');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('minR');
  await expect(dialog.getByRole('option', { name: /minReadySeconds/ })).toBeVisible();
  await expect(dialog.locator('.cm-completionInfo')).toContainText('Minimum number of seconds');
  await page.keyboard.press('Enter');
  await page.keyboard.type('five');
  await expect(dialog.getByText('1 error')).toBeVisible();
  await expect(dialog.locator('.cm-lintRange-error')).toHaveText('five');
  await expect(dialog.getByRole('status')).toContainText('line 17: json: cannot unmarshal string into Go struct field StatefulSetSpec.spec.minReadySeconds of type int32');
  for (const _ of 'five') await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await expect(dialog.getByText('no errors')).toBeVisible();

  await press(dialog.getByRole('button', { name: 'Run kubectl apply' }));
  await lab.expectOutput(new RegExp(`kubectl apply -f statefulset-${SET}\\.yaml\\n(Warning: .*\\n)?statefulset\\.apps/${SET} configured\\n`));
  await lab.expectOutput(PROMPT);
  await lab.type(`kubectl get sts ${SET} -o jsonpath='{.spec.minReadySeconds}{"\\n"}'; ls statefulset-*.yaml`);
  await lab.expectOutput(new RegExp(`\\n5\\nstatefulset-${SET}\\.yaml\\n`));
});

test('kubectl explain brings its texts when they are first wanted', async ({ page }) => {
  const lab = await openLab(page);
  await lab.type('kubectl explain sts.spec.podManagementPolicy');
  await lab.expectOutput(/FIELD: podManagementPolicy <string>[^]*podManagementPolicy controls how pods are created/);
});

test('manifests dropped on the page become files of the host and are applied; what kubectl does not know it names', async ({ page }) => {
  test.setTimeout(120_000);
  const lab = await openLab(page);
  await bring(page, [{ name: 'two pods.yaml', content: `${pod('a')}---\n${pod('b')}---\napiVersion: x.io/v1\nkind: Widget\nmetadata:\n  name: w\n` }]);

  await lab.expectOutput(/kubectl apply -f 'two pods\.yaml'\npod\/a created\npod\/b created\nerror: resource mapping not found for name: "w" namespace: "" from "two pods\.yaml": no matches for kind "Widget" in version "x\.io\/v1"\n/);
});

test('what cannot be taken is refused in words', async ({ page }) => {
  test.setTimeout(120_000);
  const lab = await openLab(page);
  const dialog = page.getByRole('dialog');
  for (const [file, words] of [
    [{ name: 'photo.png', content: Buffer.from([137, 80, 78, 71, 0, 255]) }, /photo\.png is neither text nor an archive of manifests/],
    [{ name: 'large.yaml', content: Buffer.alloc(20 * 1024 * 1024, 'a') }, /large\.yaml is 20\.0 MB large; at most 5\.0 MB are read/],
    [{ name: 'empty.yaml', content: '' }, /empty\.yaml is empty/],
    [{ name: 'notes.txt', content: 'buy milk\n' }, /notes\.txt holds no Kubernetes object/],
    [{ name: 'broken.yaml', content: 'kind: [Pod\nb: 1\n' }, /broken\.yaml cannot be read as YAML or JSON/],
    [{ name: 'crd.yaml', content: 'apiVersion: x.io/v1\nkind: Widget\nmetadata: {name: w, uid: u, resourceVersion: "1"}\n' }, /holds only kinds that this cluster does not have: Widget\.x\.io\/v1/],
  ] as const) {
    await bring(page, [file]);
    await expect(dialog).toContainText(words);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await bring(page, [{ name: 'notes.txt', content: 'buy milk\n' }]);
  await press(dialog.getByRole('button', { name: 'Put the file on the host' }));
  await lab.expectOutput(/cat notes\.txt\nbuy milk\n/);
});

test('the dump of a cluster is drawn read-only, and its manifests run in the lab when asked', async ({ page }) => {
  test.setTimeout(180_000);
  const lab = await openLab(page);
  await bring(page, [{ name: 'prod.json', content: dumpOf(3) }]);

  await expect(page.getByText('4 objects of another cluster, as of 2026-03-01 08:00:00 UTC. Read-only; time stands.')).toBeVisible();
  await expect(page.getByText('1 of unknown kind left out: Certificate.cert-manager.io/v1.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pod db-[012]\b.*Ready/ })).toHaveCount(3);
  await expect(page.getByText(/There is no terminal here/)).toBeVisible();
  await press(page.getByRole('button', { name: /^Pod db-1\b/ }));
  await expect(page.getByRole('tabpanel', { name: 'Overview' })).toContainText('mysql:8');
  await expectAccessible(page);

  await press(page.getByRole('button', { name: 'Run it in the lab' }));
  await lab.expectOutput(/kubectl apply -f prod-manifests\.yaml\nnamespace\/shop created\nstatefulset\.apps\/db created\n/);
});

test('a dump with 500 objects is read beside the page and drawn', async ({ page }) => {
  test.setTimeout(120_000);
  await openLab(page);
  await bring(page, [{ name: 'large.json', content: dumpOf(499) }]);
  await expect(page.getByText(/^500 objects of another cluster/)).toBeVisible({ timeout: 60_000 });
  await press(page.getByRole('button', { name: 'Back to the lab' }));
  await expect(page.locator('.xterm-helper-textarea')).toBeAttached();
});
