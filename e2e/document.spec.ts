import { expect, test } from '@playwright/test';
import { openLab, PROMPT, type Lab } from './lab.ts';

/** The lab document, typed as a person types it: every command of it, and what it leaves out (apply, delete, exit, Ctrl-C). */

const HEADLESS = `apiVersion: v1
kind: Service
metadata:
  name: linux-headless
spec:
  ports:
  - port: 80
    name: web
  clusterIP: None   # 将clusterIP字段设置为None表示为一个无头服务，即svc将不会分配VIP。
  selector:
    apps: nginx
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: nginx-web-headless
spec:
  serviceName: linux-headless    #声明无头服务
  replicas: 3
  selector:
    matchLabels: 
      apps: nginx
  template:
    metadata:
      labels:
        apps: nginx
    spec:
      containers:
      - name: nginx-web-01
        image: harbor.myharbor.com/myharbor/nginx:v1.0-my
EOF`;

const FOLDERS = [
  'default-data-nginx-web-sts-vct-0-pvc-0eabd805-82a5-47da-ab14-031921299411',
  'default-data-nginx-web-sts-vct-1-pvc-fb8392e8-f6b9-4e2d-ab94-5a1793e9c76a',
  'default-data-nginx-web-sts-vct-2-pvc-f045da04-45cf-4341-9a1d-807167ddf7c5',
] as const;

async function ready(lab: Lab, set: string): Promise<void> {
  await lab.type(`kubectl rollout status sts/${set}`);
  await lab.expectOutput(/partitioned roll out complete: 3 new pods have been updated\.\.\.\n/, 60_000);
  await lab.expectOutput(PROMPT);
}

test('every command of the lab document works, and the stage shows what happens', async ({ page }) => {
  test.setTimeout(480_000);
  const lab = await openLab(page);
  await lab.setSpeed('20×');

  // (1) The network identity.
  await lab.type("cat > 01_statefulset_headless_network.yml << 'EOF'");
  await lab.expectOutput(/> $/);
  for (const line of HEADLESS.split('\n')) await lab.type(line);
  await lab.expectOutput(PROMPT);
  await lab.type('kubectl apply -f 01_statefulset_headless_network.yml');
  await lab.expectOutput(/service\/linux-headless created\nstatefulset\.apps\/nginx-web-headless created\n/);
  await ready(lab, 'nginx-web-headless');
  await lab.type('kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh');
  await lab.expectOutput(/If you don't see a command prompt, try pressing enter\.\n\/ # $/);
  await lab.type('for i in $(seq 0 2);do ping nginx-web-headless-$i.linux-headless -c 4;done');
  const pings = await lab.expectOutput(/PING nginx-web-headless-2\.linux-headless[^]*round-trip[^]*\/ # $/, 60_000);
  expect(pings.match(/^64 bytes from 10\.100\.[15]\.\d+: seq=[0-3] ttl=6[24] time=\d+\.\d{3} ms$/gm)).toHaveLength(12);
  expect(pings.match(/^4 packets transmitted, 4 packets received, 0% packet loss$/gm)).toHaveLength(3);
  expect(pings.match(/^PING nginx-web-headless-0\.linux-headless \(10\.100\.1\.88\): 56 data bytes$/m)).not.toBeNull();
  await lab.type('exit');
  await lab.expectOutput(/pod "dns-test" deleted from default namespace\n/);
  await lab.expectOutput(PROMPT);
  await lab.type('kubectl delete -f 01_statefulset_headless_network.yml');
  await lab.expectOutput(/statefulset\.apps "nginx-web-headless" deleted from default namespace\n/);
  await lab.expectOutput(PROMPT);

  // (2) The storage.
  await lab.type('cat 02_statefulset_headless_volumeClaimTemplates.yml ');
  await lab.expectOutput(/name: nginx-web-sts-svc\nspec:\n/);
  await lab.type('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  await lab.expectOutput(/service\/nginx-web-sts-svc created\n/);
  await ready(lab, 'nginx-web-sts-vct');
  await expect(page.getByRole('button', { name: /nginx-web-sts-vct-[012]\b.*Ready/ })).toHaveCount(3);
  await expect(page.getByRole('button', { name: /data-nginx-web-sts-vct-[012].*Bound/ })).toHaveCount(3);

  await page.keyboard.type('cd /opt/data/kubernetes/default-');
  await lab.press('Tab');
  await lab.press('Tab');
  const listed = await lab.expectOutput(/default-test-claim-01-pvc-b9e61ef2-1506-459b-a372-24e20dc6a45f\/\s+\[root@centos7k8s1 deploy\]# cd \/opt\/data\/kubernetes\/default-$/);
  for (const folder of FOLDERS) expect(listed).toContain(`${folder}/`);
  await lab.press('Control+c');
  await lab.expectOutput(PROMPT);
  await lab.type(`cd /opt/data/kubernetes/${FOLDERS[0]}/`);
  await lab.expectOutput(/\[root@centos7k8s1 default-data-nginx-web-sts-vct-0-pvc-0eabd805-82a5-47da-ab14-031921299411\]# $/);
  await lab.type('ls');
  await lab.expectOutput(/^\S*ls\n\[root@/m);
  await lab.type('echo "sts0" > index.html');
  await lab.type('cd ..');
  await lab.expectOutput(/\[root@centos7k8s1 kubernetes\]# $/);
  await lab.type(`echo "sts1" > ${FOLDERS[1]}/index.html`);
  await lab.type(`echo "sts2" > ${FOLDERS[2]}/index.html`);
  await lab.expectOutput(PROMPT);
  for (const text of ['sts0', 'sts1', 'sts2']) await expect(page.getByText(`“${text}”`).first()).toBeVisible();

  // (3) The Service.
  await lab.type('kubectl get svc nginx-web-sts-svc ');
  await lab.expectOutput(/NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE\nnginx-web-sts-svc +ClusterIP +10\.200\.3\.231 +<none> +80\/TCP +\S+\n/);
  await lab.type('while true;do curl 10.200.3.231;sleep 1;done');
  await expect.poll(async () => new Set((await lab.expectOutput(/sts\d/)).match(/^sts\d$/gm)).size, { timeout: 60_000 }).toBe(3);
  await lab.press('Control+c');
  const streamed = await lab.expectOutput(/\^C\n\[root@centos7k8s1 kubernetes\]# $/, 5000);
  expect((streamed.match(/^sts\d$/gm) ?? []).slice(0, 30)).toEqual(expect.arrayContaining(['sts0', 'sts1', 'sts2']));

  await lab.type('curl nginx-web-sts-svc.default.svc.myharbor.com');
  await lab.expectOutput(/curl: \(6\) Could not resolve host: nginx-web-sts-svc\.default\.svc\.myharbor\.com/, 60_000);
  await lab.expectOutput(PROMPT);
  await lab.type('vim /etc/resolv.conf');
  const editor = page.getByRole('dialog');
  await expect(editor.locator('.cm-content')).toBeVisible();
  await page.keyboard.type('ggOnameserver 10.200.0.10');
  await page.keyboard.press('Escape');
  await page.keyboard.type(':wq');
  await page.keyboard.press('Enter');
  await expect(editor).toBeHidden();
  await lab.expectOutput(PROMPT);
  await lab.type('while true;do curl nginx-web-sts-svc.default.svc.myharbor.com;sleep 1;done');
  await expect.poll(async () => new Set((await lab.expectOutput(/sts\d/)).match(/^sts\d$/gm)).size, { timeout: 60_000 }).toBe(3);
  await lab.press('Control+c');
  await lab.expectOutput(PROMPT);
});

test('a deleted pod comes back under its name with a new uid and address, the same claim and the same page', async ({ page }) => {
  test.setTimeout(300_000);
  const lab = await openLab(page);
  await lab.setSpeed('20×');
  await lab.type('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
  await ready(lab, 'nginx-web-sts-vct');
  await lab.type('kubectl exec nginx-web-sts-vct-1 -- sh -c "echo sts1 > /usr/share/nginx/html/index.html"');
  await lab.expectOutput(PROMPT);
  const facts = "kubectl get pod nginx-web-sts-vct-1 -o jsonpath='{.metadata.uid} {.status.podIP} {.spec.volumes[0].persistentVolumeClaim.claimName}{\"\\n\"}'";
  const read = async () => {
    await lab.type(facts);
    const [, uid, ip, claim] = /^(\S{36}) (10\.\S+) (\S+)$/m.exec(await lab.expectOutput(/^\S{36} 10\.\S+ \S+$/m)) ?? [];
    await lab.expectOutput(PROMPT);
    return { uid, ip, claim };
  };

  const before = await read();
  await lab.type('kubectl delete pod nginx-web-sts-vct-1');
  await lab.expectOutput(/pod "nginx-web-sts-vct-1" deleted from default namespace\n/, 60_000);
  await ready(lab, 'nginx-web-sts-vct');
  const after = await read();

  expect(after.claim).toBe(before.claim);
  expect(after.uid).not.toBe(before.uid);
  expect(after.ip).not.toBe(before.ip);
  await lab.type('kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html');
  await lab.expectOutput(/^sts1$/m);
});
