import { describe, expect, it } from 'vitest';
import { givenCluster, type GivenCluster } from '../givenCluster.ts';

const NOTICE = 'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don\'t see a command prompt, try pressing enter.\n';

function givenPod(): GivenCluster {
  const given = givenCluster();
  given.script('kubectl run box --image=busybox:1.36 -- sleep 3600\nkubectl wait pod box --for=condition=Ready');
  return given;
}

describe('exec', () => {
  it('runs a command in a container and ends as it ends', () => {
    expect(givenPod().script(`kubectl exec box -- hostname
kubectl exec box -- sh -c 'echo out; echo err >&2; exit 3'; echo rc=$?
echo hi | kubectl exec -i box -- cat
echo hi | kubectl exec box -- cat
kubectl exec -it box -- echo x
kubectl exec box -- nope; echo rc=$?
`).replace(/"[0-9a-f]{64}"/, '"ID"')).toBe(`box
out
err
command terminated with exit code 3
rc=3
hi
Unable to use a TTY - input is not a terminal or the right kind of file
x
error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH: unknown
rc=1
`);
  });

  it.each([
    ['kubectl exec bare -- sh', 'sh'],
    ['kubectl exec bare -- /bin/ls', '/bin/ls'],
    ['kubectl cp bare:/etc/hosts here', 'tar'],
    ['kubectl cp /etc/hosts bare:/tmp/hosts', 'tar'],
  ])('%s finds no %s in an image that was built from nothing', (line, program) => {
    const given = givenCluster();
    const cause = program.includes('/') ? `stat ${program}: no such file or directory` : 'executable file not found in $PATH';

    expect(given.script(`kubectl run bare --image=registry.k8s.io/pause:3.9 >/dev/null
kubectl wait pod bare --for=condition=Ready >/dev/null
${line}; echo rc=$?`).replace(/"[0-9a-f]{64}"/, '"ID"')).toBe(`error: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": ${cause}: unknown
rc=1
`);
  });

  it('hands the terminal over, and gets it back', () => {
    const shown = givenPod().type('kubectl exec -it box -- sh\n', 'echo $HOSTNAME\n', 'exit 5\n', 'echo rc=$?\n');
    expect(shown).toContain('/ # echo $HOSTNAME\nbox\n/ # exit 5\ncommand terminated with exit code 5\n');
    expect(shown).toContain('echo rc=$?\nrc=5\n');
  });

  it('passes Ctrl-C on to the far side', () => {
    const shown = givenPod().type('kubectl exec -it box -- sh\n', 'sleep 100\n', '\u0003', 'echo still here\n', '\u0004');
    expect(shown).toContain('sleep 100\n^C\n');
    expect(shown).toContain('echo still here\nstill here\n');
  });

  it('reaches nothing in a pod that is over, or has no node', () => {
    expect(givenCluster().script(`kubectl run done --image=busybox:1.36 --restart=Never -- true
sleep 5
kubectl exec done -- ls
kubectl run far --image=busybox:1.36 --overrides='{"spec":{"nodeSelector":{"a":"b"}}}' > /dev/null
kubectl exec far -- ls
kubectl exec nope -- ls
`)).toBe(`pod/done created
error: cannot exec into a container in a completed pod; current phase is Succeeded
Error from server (BadRequest): pod far does not have a host assigned
Error from server (NotFound): pods "nope" not found
`);
  });
});

describe('run', () => {
  it('stays until the container ends, and takes the pod away', () => {
    expect(givenCluster().script(`kubectl run c --image=busybox:1.36 --restart=Never --rm -i -- sh -c 'echo hello; exit 4'; echo rc=$?
kubectl run f --image=busybox:1.36 --restart=Never --rm -i -- sh -c 'sleep 3; echo late'; echo rc=$?
echo piped | kubectl run p --image=busybox:1.36 --restart=Never --rm -i -q -- sh -c 'sleep 2; cat'
sleep 2
kubectl get pods -o name | grep -v '^pod/[nt]'; echo rc=$?
`)).toBe(`hello
pod "c" deleted from default namespace
pod default/c terminated (Error)
rc=4
${NOTICE}late
pod "f" deleted from default namespace
rc=0
piped
rc=1
`);
  });

  it('gives a shell to a person', () => {
    const shown = givenCluster().type('kubectl run dns --image=busybox:1.36 --restart=Never --rm -it -- sh\n', 'hostname\n', 'exit\n');
    expect(shown).toContain(`${NOTICE}/ # hostname\ndns\n/ # exit\npod "dns" deleted from default namespace\n`);
  });

  it('tells how to come back where the pod lives on', () => {
    const shown = givenCluster().type('kubectl run dns --image=busybox:1.36 -it -- sh\n', 'exit\n');
    expect(shown).toContain("Session ended, resume using 'kubectl attach dns -c dns -i -t' command when the pod is running\n");
  });
});

describe('logs', () => {
  it('of one container, of the last run, of some lines', () => {
    expect(givenCluster().script(`kubectl run talk --image=busybox:1.36 --restart=Never -- sh -c 'echo one; sleep 5; echo two; sleep 5; echo three'
sleep 4
kubectl logs -f talk
kubectl logs talk --tail=1
kubectl logs talk --since=6s --prefix
kubectl logs talk -p
kubectl logs talk -c nope
kubectl logs nope
kubectl logs -l run=nope
kubectl logs talk --tail=1 --timestamps | tr 0-9 9
`)).toBe(`pod/talk created
one
two
three
three
[pod/talk/talk] two
[pod/talk/talk] three
Error from server (BadRequest): previous terminated container "talk" in pod "talk" not found
error: container nope is not valid for pod talk
error: error from server (NotFound): pods "nope" not found in namespace "default"
No resources found in default namespace.
9999-99-99T99:99:99.999999999Z three
`);
  });

  it('of several pods, and of the best one', () => {
    const shown = givenCluster().script(`kubectl create deploy site --image=nginx:1.25 --replicas=2 > /dev/null
kubectl wait deploy site --for=condition=Available > /dev/null
kubectl logs deploy/site --tail=0
kubectl logs -l app=site --tail=1 --prefix
`);
    expect(shown).toMatch(/^Found 2 pods, using pod\/site-\w+-\w+\n(\[pod\/site-\w+-\w+\/nginx\] .*\n){2}$/);
  });
});

describe('ports', () => {
  it('of a pod are reached from here, until the forwarding ends', () => {
    expect(givenCluster().script(`kubectl run web --image=nginx:1.25 --port=80 > /dev/null
kubectl wait pod web --for=condition=Ready > /dev/null
kubectl port-forward web 8080:80 &
sleep 1
curl -s localhost:8080 | grep title
kubectl port-forward web 8080:80
kill %1
sleep 1
curl -s localhost:8080; echo rc=$?
kubectl port-forward web 80:nope
`)).toBe(`Forwarding from 127.0.0.1:8080 -> 80
Forwarding from [::1]:8080 -> 80
Handling connection for 8080
<title>Welcome to nginx!</title>
Unable to listen on port 8080: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use unable to create listener: Error listen tcp6 [::1]:8080: bind: address already in use]
error: unable to listen on any of the requested ports: [{8080 80}]
rc=7
error: Pod 'web' does not have a named port 'nope'
`);
  });

  it('of the API server are reached through a proxy', () => {
    expect(givenCluster().script(`kubectl proxy &
sleep 1
curl -s localhost:8001/healthz; echo
curl -s localhost:8001/api/v1/namespaces/default/pods/x | grep message
curl -s -o /dev/null -w '%{http_code}\\n' -X POST localhost:8001/api/v1/namespaces
kill %1
`)).toBe(`Starting to serve on 127.0.0.1:8001
ok
  "message": "pods \\"x\\" not found",
405
`);
  });
});

it('copies files both ways', () => {
  expect(givenPod().script(`mkdir -p d/e; echo 1 > d/a; echo 2 > d/e/b
kubectl cp d box:/tmp/d
kubectl exec box -- cat /tmp/d/a /tmp/d/e/b
kubectl exec box -- sh -c 'echo back > /tmp/f'
kubectl cp default/box:/tmp/f ./f
cat f
kubectl cp box:/nope ./x; echo rc=$?
`)).toBe(`1
2
tar: Removing leading \`/' from member names
back
tar: Removing leading \`/' from member names
tar: /nope: Cannot stat: No such file or directory
tar: Exiting with failure status due to previous errors
command terminated with exit code 2
rc=2
`);
});

it('debugs a pod with a container that is added to it, and says what is wrong with one', () => {
  expect(givenCluster().script(`kubectl run p --image=nginx:1.25; sleep 8
kubectl debug p -i --profile=general --image=busybox:1.36 -c look -- hostname
kubectl debug p --profile=general --image=busybox:1.36 -c other --target=none
sleep 2; kubectl get pod p -o jsonpath='{.spec.ephemeralContainers[*].name} {.status.ephemeralContainerStatuses[*].state.terminated.reason}{"\\n"}'
`)).toBe(`pod/p created
p
Targeting container "none". If you don't see processes from this container it may be because the container runtime doesn't support this feature.
The Pod "p" is invalid: spec.ephemeralContainers[1].targetContainerName: Not found: "none"
look Completed
`);
});

it('debugs a node through a pod that sees its disk', () => {
  expect(givenCluster().script(`kubectl debug node/centos7k8s1 -i --profile=general --image=busybox:1.36 -- ls -d /host/etc`).replace(/-[a-z0-9]{5} with/, '-XXXXX with')).toBe('Creating debugging pod node-debugger-centos7k8s1-XXXXX with container debugger on node centos7k8s1.\n/host/etc\n');
});

it('creates what the editor leaves, one object after the other', () => {
  expect(givenCluster().script(`printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: %s}\\n---\\n' c8 c9 > two.yaml
KUBE_EDITOR='sed -i s/c8/c7/' kubectl create -f two.yaml --edit --dry-run=client; echo rc=$?
kubectl get configmap c7 c8 --ignore-not-found -o name
KUBE_EDITOR='sed -i s/c8/C_8/' kubectl create -f two.yaml --edit 2>&1 | sed 's/edit-[0-9]*/edit-N/' | cut -c1-90
`)).toBe(`configmap/c7 created
Edit cancelled, no changes made.
rc=0
configmap/c7
A copy of your changes has been stored to "/tmp/kubectl-edit-N.yaml"
The ConfigMap "C_8" is invalid: metadata.name: Invalid value: "C_8": a lowercase RFC 1123 
`);
});

it('edits with the editor of the environment', () => {
  expect(givenCluster().script(`kubectl create deploy site --image=nginx:1.25
KUBE_EDITOR='sed -i s/replicas:.1/replicas:\\ 3/' kubectl edit deploy site
kubectl get deploy site -o jsonpath='{.spec.replicas}{"\\n"}'
KUBE_EDITOR=true kubectl edit deploy site
KUBE_EDITOR='sed -i s/nginx:1.25/nginx:1.26/' kubectl edit deploy/site -o json | grep nginx:1
`)).toBe('deployment.apps/site created\ndeployment.apps/site edited\n3\nEdit cancelled, no changes made.\n                        "image": "nginx:1.26",\n');
});
