import { test } from '@playwright/test';
import { openLab, PROMPT } from './lab.ts';

/** What a person mistypes gets the real program's words, and a live prompt afterwards. */
test('wrong input gets the real answer and leaves a live prompt', async ({ page }) => {
  test.setTimeout(400_000);
  const lab = await openLab(page);
  await lab.setSpeed('20×');
  const answers: readonly (readonly [line: string, answer: RegExp, code: number])[] = [
    ['kubctl get pods', /-?bash: kubctl: command not found\n/, 127],
    ['kubectl get pods --colour', /error: unknown flag: --colour\nSee 'kubectl get --help' for usage\.\n/, 1],
    ['kubectl apply -f nope.yaml', /error: the path "nope\.yaml" does not exist\n/, 1],
    ["printf 'a: [\\n' > broken.yaml; kubectl apply -f broken.yaml", /error: error parsing broken\.yaml: error converting YAML to JSON: yaml: /, 1],
    [
      "printf 'apiVersion: v1\\nkind: Service\\nmetadata: {name: x}\\nspec: {clusterIp: None}\\n' > typo.yaml; kubectl apply -f typo.yaml",
      /Error from server \(BadRequest\): error when creating "typo\.yaml": Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec\.clusterIp"\n/,
      1,
    ],
    ['kubectl get starefulset', /error: the server doesn't have a resource type "starefulset"\n/, 1],
    ['kubectl get sts nope', /Error from server \(NotFound\): statefulsets\.apps "nope" not found\n/, 1],
    ['curl nowhere.example', /curl: \(6\) Could not resolve host: nowhere\.example/, 6],
    ['ping -c 1 nowhere.example', /ping: nowhere\.example: Temporary failure in name resolution\n/, 2],
    ['kubectl', /kubectl controls the Kubernetes cluster manager\./, 0],
    ['cat nope', /cat: nope: No such file or directory\n/, 1],
  ];
  for (const [line, answer, code] of answers) {
    await lab.type(line);
    await lab.expectOutput(answer, 60_000);
    await lab.expectOutput(PROMPT);
    await lab.type('echo "code $?"');
    await lab.expectOutput(new RegExp(`code ${code}\\n`));
  }
  await lab.type('kubectl run bad --image=harbor.myharbor.com/myharbor/nope:1');
  await lab.expectOutput(/pod\/bad created\n/);
  await lab.type("until kubectl get pod bad | grep -E 'ErrImagePull|ImagePullBackOff'; do sleep 1; done");
  await lab.expectOutput(/bad +0\/1 +(?:ErrImagePull|ImagePullBackOff) /, 60_000);
  await lab.expectOutput(PROMPT);
  await lab.type('while true; do :; done');
  await page.waitForTimeout(1500);
  await lab.press('Control+c');
  await lab.expectOutput(/\^C\n/, 5000);
  await lab.type('echo alive');
  await lab.expectOutput(/^alive$/m);
});
