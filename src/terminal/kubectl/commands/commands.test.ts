import { describe, expect, it } from 'vitest';
import { givenCluster } from '../givenCluster.ts';
import { givenKubectl, type GivenKubectl } from '../givenKubectl.ts';

const WEB = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: nginx
        image: nginx:1.25
`;

const files = { 'web.yaml': WEB, 'web3.yaml': WEB.replace('replicas: 2', 'replicas: 3') };

/** A cluster without control loops in which web.yaml has been applied. */
function givenWeb(): GivenKubectl {
  const given = givenKubectl({ files });
  given.run('apply -f web.yaml');
  return given;
}

/** What a person sees who types the lines behind `$`, and what is expected; numbers of temporary files and times are left out. */
function played({ say }: GivenKubectl, wanted: string): { readonly got: string; readonly wanted: string } {
  const lines = wanted.split('\n').filter((line) => line.startsWith('$ '));
  const got = lines.map((line) => `${line}\n${say(line.slice(2))}`).join('');
  return { got: got.replace(/(LIVE|MERGED)-\d+/g, '$1-N').replace(/\t20\d\d-.*/g, '\tTIME'), wanted };
}

describe('apply', () => {
  it('creates, changes and leaves alone', () => {
    const { got, wanted } = played(givenKubectl({ files }), `$ apply -f web.yaml
service/web created
statefulset.apps/web created
$ apply -f web.yaml
service/web unchanged
statefulset.apps/web unchanged
$ diff -f web3.yaml
diff -u -N /tmp/LIVE-N/apps.v1.StatefulSet.default.web /tmp/MERGED-N/apps.v1.StatefulSet.default.web
--- /tmp/LIVE-N/apps.v1.StatefulSet.default.web	TIME
+++ /tmp/MERGED-N/apps.v1.StatefulSet.default.web	TIME
@@ -5,7 +5,7 @@
     kubectl.kubernetes.io/last-applied-configuration: |
       {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"annotations":{},"name":"web","namespace":"default"},"spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"serviceName":"web","template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"image":"nginx:1.25","name":"nginx"}]}}}}
   creationTimestamp: "2026-11-23T06:51:20Z"
-  generation: 1
+  generation: 2
   name: web
   namespace: default
   resourceVersion: "1865"
@@ -15,7 +15,7 @@
     whenDeleted: Retain
     whenScaled: Retain
   podManagementPolicy: OrderedReady
-  replicas: 2
+  replicas: 3
   revisionHistoryLimit: 10
   selector:
     matchLabels:
[exit 1]
$ apply -f web3.yaml
service/web unchanged
statefulset.apps/web configured
$ apply -f web3.yaml --dry-run=client
service/web configured (dry run)
statefulset.apps/web configured (dry run)
$ apply -f web3.yaml --dry-run=server -o name
service/web
statefulset.apps/web
$ get sts web -o 'jsonpath={.spec.replicas}{"\\n"}'
3
$ apply view-last-applied svc/web
apiVersion: v1
kind: Service
metadata:
  annotations: {}
  name: web
  namespace: default
spec:
  clusterIP: None
  ports:
  - port: 80
  selector:
    app: web
$ delete -f web.yaml
service "web" deleted from default namespace
statefulset.apps "web" deleted from default namespace
`);
    expect(got).toBe(wanted);
  });

  it('takes fields away that the manifest no longer has', () => {
    const given = givenWeb();
    given.writeFile('web.yaml', WEB.replace('  replicas: 2\n', ''));
    expect(given.say('apply -f web.yaml')).toBe('service/web unchanged\nstatefulset.apps/web configured\n');
    expect(given.say("get sts web -o jsonpath='{.spec.replicas}'")).toBe('1');
  });

  it('on the server minds who manages a field', () => {
    const { got, wanted } = played(givenWeb(), `$ scale sts web --replicas=5
statefulset.apps/web scaled
$ apply -f web.yaml --server-side --field-manager=other --force-conflicts
service/web serverside-applied
statefulset.apps/web serverside-applied
`);
    expect(got).toBe(wanted);
    const { code, stderr } = givenWeb().run('apply -f web3.yaml --server-side --field-manager=other');
    expect([code, stderr.split('\n')[0]]).toEqual([1, 'error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas']);
  });
});

describe('what is there', () => {
  it('as tables and in other formats', () => {
    const { got, wanted } = played(givenWeb(), `$ get sts
NAME   READY   AGE
web    0/2     0s
$ get sts -o wide
NAME   READY   AGE   CONTAINERS   IMAGES
web    0/2     0s    nginx        nginx:1.25
$ get svc,sts
NAME                 TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE
service/kubernetes   ClusterIP   10.200.0.1   <none>        443/TCP   3m30s
service/web          ClusterIP   None         <none>        80/TCP    0s

NAME                   READY   AGE
statefulset.apps/web   0/2     0s
$ get sts -o custom-columns=N:.metadata.name,R:.spec.replicas
N     R
web   2
$ get sts web -o go-template='{{.metadata.name}}{{"\\n"}}'
web
$ get sts -o name
statefulset.apps/web
$ get pods
No resources found in default namespace.
$ get pods -A -l app=none
No resources found
`);
    expect(got).toBe(wanted);
  });

  it('and what is not', () => {
    const { got, wanted } = played(givenWeb(), `$ get foo
error: the server doesn't have a resource type "foo"
[exit 1]
$ get pod/x sts
error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'
[exit 1]
$ get pods web-0
Error from server (NotFound): pods "web-0" not found
[exit 1]
$ get sts web x -o name
statefulset.apps/web
Error from server (NotFound): statefulsets.apps "x" not found
[exit 1]
$ get pods -l a==b=c
Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "a==b=c", field selector "": found '=', expected: ',' or 'end of string'
[exit 1]
$ get pods --field-selector=foo=bar
Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "foo=bar": field label not supported: foo
[exit 1]
$ get pods -n nope x
Error from server (NotFound): namespaces "nope" not found
[exit 1]
$ get sts -o foo
error: unable to match a printer suitable for the output format "foo", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml
[exit 1]
`);
    expect(got).toBe(wanted);
  });

  it('until something changes', () => {
    const given = givenWeb();
    const { stdout, code } = given.run('get sts -w', { limitMs: 5000, during: () => void given.api.as('x').patch({ kind: 'StatefulSet', namespace: 'default', name: 'web' }, 'merge', { spec: { replicas: 4 } }) });
    expect(stdout).toBe('NAME   READY   AGE\nweb    0/2     0s\nweb    0/4     1s\n');
    expect(code).toBe(137);
  });
});

describe('small changes', () => {
  it('of labels, sizes and fields', () => {
    const { got, wanted } = played(givenWeb(), `$ label sts web a=b
statefulset.apps/web labeled
$ label sts web a=b
statefulset.apps/web not labeled
$ label sts web a=c
error: 'a' already has a value (b), and --overwrite is false
[exit 1]
$ label sts web a=c --overwrite
statefulset.apps/web labeled
$ label sts web a-
statefulset.apps/web unlabeled
$ label sts web a-
label "a" not found.
statefulset.apps/web not labeled
$ annotate sts web note=x
statefulset.apps/web annotated
$ scale sts web --replicas=1
statefulset.apps/web scaled
$ scale sts web --current-replicas=5 --replicas=1
error: Expected replicas to be 5, was 1
[exit 1]
$ scale svc web --replicas=1
Error from server (NotFound): the server could not find the requested resource
[exit 1]
$ patch sts web -p '{"spec":{"replicas":4}}'
statefulset.apps/web patched
$ patch sts web -p '{"spec":{"replicas":4}}'
statefulset.apps/web patched (no change)
$ patch sts web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'
statefulset.apps/web patched
$ patch sts web -p 'spec: {replicas: 3}'
statefulset.apps/web patched
$ patch sts web -p '{bad'
Error from server (BadRequest): invalid character 'b' looking for beginning of object key string
[exit 1]
$ patch sts web
error: must specify --patch or --patch-file containing the contents of the patch
[exit 1]
$ patch sts web -p '{"spec":{"serviceName":"x"}}'
The StatefulSet "web" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden
[exit 1]
`);
    expect(got).toBe(wanted);
  });

  it('of pod templates', () => {
    const { got, wanted } = played(givenWeb(), `$ set image sts/web nginx=nginx:1.26
statefulset.apps/web image updated
$ set image sts/web foo=nginx:1.26
error: unable to find container named "foo"
[exit 1]
$ set env sts/web A=1
statefulset.apps/web env updated
$ set env sts/web --list
# StatefulSet web, container nginx
A=1
$ set resources sts web --limits=cpu=1
statefulset.apps/web resource requirements updated
$ set serviceaccount sts web sa
statefulset.apps/web serviceaccount updated
$ get sts web -o jsonpath='{.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].resources.limits.cpu} {.spec.template.spec.serviceAccountName}'
nginx:1.26 1 sa`);
    expect(got).toBe(wanted);
  });

  it('in an editor', () => {
    const given = givenWeb();
    expect(given.say('edit sts/web')).toBe('error: unable to launch the editor "vi"\n[exit 1]\n');
    expect(given.say('edit sts/nope')).toBe('Error from server (NotFound): statefulsets.apps "nope" not found\n[exit 1]\n');
  });
});

describe('rollouts without a controller', () => {
  it('say what cannot be', () => {
    const { got, wanted } = played(givenWeb(), `$ rollout status sts web --watch=false
Waiting for statefulset spec update to be observed...
$ rollout history sts web
statefulset.apps/web 
No rollout history found.
$ rollout undo sts web
error: no last revision to roll back to
[exit 1]
$ rollout restart sts web
statefulset.apps/web restarted
$ rollout pause sts web
error: statefulsets.apps "web" pausing is not supported
[exit 1]
$ rollout status svc web
error: no status viewer has been implemented for Service
[exit 1]
`);
    expect(got).toBe(wanted);
  });
});

describe('nodes', () => {
  it('are closed, marked and emptied', () => {
    const { got, wanted } = played(givenKubectl(), `$ taint node centos7k8s1 a=b:NoSchedule
node/centos7k8s1 tainted
$ taint node centos7k8s1 a=b:NoSchedule
error: node centos7k8s1 already has a taint(s) with same effect(s) and --overwrite is false
[exit 1]
$ taint node centos7k8s1 a=c:NoSchedule --overwrite
node/centos7k8s1 modified
$ taint node centos7k8s1 a-
node/centos7k8s1 untainted
$ cordon centos7k8s1
node/centos7k8s1 cordoned
$ cordon centos7k8s1
node/centos7k8s1 already cordoned
$ drain centos7k8s1
node/centos7k8s1 already cordoned
node/centos7k8s1 drained
$ uncordon centos7k8s1
node/centos7k8s1 uncordoned
$ drain nope
Error from server (NotFound): nodes "nope" not found
[exit 1]
$ top node
error: Metrics API not available
[exit 1]
`);
    expect(got).toBe(wanted);
  });

  it('goes on to the next node when an eviction is refused for good', () => {
    const given = givenCluster();
    given.script(`kubectl create deployment site --image=nginx:1.25
for name in one two; do kubectl create pdb $name --selector=app=site --min-available=1; done
sleep 10`);
    const why = 'error when evicting pods/"POD" -n "default": This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';

    const said = given.script("kubectl drain $(kubectl get pods -l app=site -o jsonpath='{.items[0].spec.nodeName}') --ignore-daemonsets --pod-selector=app=site 2>&1").replaceAll(/site-[\w-]+/g, 'POD').replaceAll(/centos7k8s\d/g, 'NODE');

    expect(said).toBe(`node/NODE cordoned
evicting pod default/POD
There are pending pods in node "NODE" when an error occurred: ${why}
pod/POD
error: unable to drain node "NODE" due to error: ${why}, continuing command...
There are pending nodes to be drained:
 NODE
${why}
`);
  });

  it('are not emptied of pods that would be lost', () => {
    const given = givenKubectl();
    given.run('run solo --image=nginx');
    given.api.as('scheduler').update({ ...given.api.as('x').get('Pod', 'default', 'solo'), spec: { ...given.api.as('x').get('Pod', 'default', 'solo')?.spec, nodeName: 'centos7k8s1' } } as never, { subresource: 'binding' });
    const { got, wanted } = played(given, `$ drain centos7k8s1
node/centos7k8s1 cordoned
error: unable to drain node "centos7k8s1" due to error: cannot delete cannot delete Pods that declare no controller (use --force to override): default/solo, continuing command...
There are pending nodes to be drained:
 centos7k8s1
cannot delete cannot delete Pods that declare no controller (use --force to override): default/solo
[exit 1]
`);
    expect(got).toBe(wanted);
  });
});

describe('making things from flags', () => {
  it.each([
    ['create ns dev', 'namespace/dev created\n'],
    ['create cm c --from-literal=a=b', 'configmap/c created\n'],
    ['create secret generic s --from-literal=a=b', 'secret/s created\n'],
    ['create sa robot', 'serviceaccount/robot created\n'],
    ['create job j --image=busybox -- echo hi', 'job.batch/j created\n'],
    ['create quota q --hard=pods=2', 'resourcequota/q created\n'],
    ['create role r --verb=get --resource=pods', 'role.rbac.authorization.k8s.io/r created\n'],
    ['create rolebinding rb --role=r --user=jane', 'rolebinding.rbac.authorization.k8s.io/rb created\n'],
    ['create service clusterip cs --tcp=80:80', 'service/cs created\n'],
    ['create ingress i --rule=a.com/=web:80', 'ingress.networking.k8s.io/i created\n'],
    ['create pdb p --selector=app=web --min-available=1', 'poddisruptionbudget.policy/p created\n'],
    ['create priorityclass pc --value=10', 'priorityclass.scheduling.k8s.io/pc created\n'],
    ['create deploy site --image=nginx', 'deployment.apps/site created\n'],
    ['create cronjob cj --image=busybox --schedule=bad', 'error: failed to create cronjob: CronJob.batch "cj" is invalid: spec.schedule: Invalid value: "bad": expected exactly 5 fields, found 1: [bad]\n[exit 1]\n'],
    ['create clusterrole cr --verb=get --resource=foo', 'the server doesn\'t have a resource type "foo"\n[exit 1]\n'],
    ['run x --image=nginx', 'pod/x created\n'],
    ['run x', 'error: required flag(s) "image" not set\n[exit 1]\n'],
    ['run x --image=BAD', 'error: Invalid image name "BAD": invalid reference format\n[exit 1]\n'],
    ['run x --image=nginx --rm', "error: --rm should only be used for attached containers\nSee 'kubectl run -h' for help and examples\n[exit 1]\n"],
    ['expose sts web', 'error: cannot expose a StatefulSet.apps\n[exit 1]\n'],
    ['expose svc web --name=w2 --port=80', 'service/w2 exposed\n'],
    ['autoscale sts web --max=5', 'horizontalpodautoscaler.autoscaling/web autoscaled\n'],
  ])('%s', (line, wanted) => {
    expect(givenWeb().say(line)).toBe(wanted);
  });

  it('shows them without making them', () => {
    const { got, wanted } = played(givenKubectl(), `$ create deploy site --image=nginx --dry-run=client -o yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: site
  name: site
spec:
  replicas: 1
  selector:
    matchLabels:
      app: site
  strategy: {}
  template:
    metadata:
      labels:
        app: site
    spec:
      containers:
      - image: nginx
        name: nginx
        resources: {}
status: {}
$ run x --image=nginx --port=80 --env A=b --dry-run=client -o yaml
apiVersion: v1
kind: Pod
metadata:
  labels:
    run: x
  name: x
spec:
  containers:
  - env:
    - name: A
      value: b
    image: nginx
    name: x
    ports:
    - containerPort: 80
    resources: {}
  dnsPolicy: ClusterFirst
  restartPolicy: Always
status: {}
$ get deploy
No resources found in default namespace.
`);
    expect(got).toBe(wanted);
  });
});

describe('taking things away', () => {
  it('names what is gone', () => {
    const { got, wanted } = played(givenWeb(), `$ delete svc web
service "web" deleted from default namespace
$ delete svc web
Error from server (NotFound): services "web" not found
[exit 1]
$ delete svc web --ignore-not-found
$ delete sts
error: resource(s) were provided, but no name was specified
[exit 1]
$ delete pods --all
No resources found
$ delete sts web --cascade=orphan --wait=false
statefulset.apps "web" deleted from default namespace
`);
    expect(got).toBe(wanted);
  });
});

describe('waiting', () => {
  it('ends when it holds, or when the time is up', () => {
    const { got, wanted } = played(givenWeb(), `$ wait sts/web --for=jsonpath='{.spec.replicas}'=2
statefulset.apps/web condition met
$ wait sts/web --for=condition=Ready --timeout=1s
error: timed out waiting for the condition on statefulsets/web
[exit 1]
$ wait sts/web --for=delete --timeout=1s
error: timed out waiting for the condition on statefulsets/web
[exit 1]
$ wait sts/nope --for=delete
`);
    expect(got).toBe(wanted);
  });
});

describe('who may, and where', () => {
  it('answers for the administrator', () => {
    const { got, wanted } = played(givenKubectl(), `$ auth can-i delete pods
yes
$ auth can-i get pods --as=jane
no
[exit 1]
$ auth whoami
ATTRIBUTE   VALUE
Username    kubernetes-admin
UID         admin
Groups      [system:masters system:authenticated]
$ config current-context
kubernetes-admin@kubernetes
$ config get-contexts
CURRENT   NAME                          CLUSTER      AUTHINFO           NAMESPACE
*         kubernetes-admin@kubernetes   kubernetes   kubernetes-admin   
$ config set-context --current --namespace=dev
Context "kubernetes-admin@kubernetes" modified.
$ get pods
No resources found in dev namespace.
$ config use-context nope
error: no context exists with the name: "nope"
[exit 1]
$ version
Client Version: v1.35.2
Kustomize Version: v5.7.1
Server Version: v1.35.6
`);
    expect(got).toBe(wanted);
  });

  it('refuses those who may not', () => {
    const { got, wanted } = played(givenWeb(), `$ create role reader --verb=get,list --resource=pods
role.rbac.authorization.k8s.io/reader created
$ create rolebinding read --role=reader --serviceaccount=default:robot
rolebinding.rbac.authorization.k8s.io/read created
$ auth can-i list pods --as=system:serviceaccount:default:robot
yes
$ get pods --as=system:serviceaccount:default:robot
No resources found in default namespace.
$ get sts --as=jane
Error from server (Forbidden): statefulsets.apps is forbidden: User "jane" cannot list resource "statefulsets" in API group "apps" in the namespace "default"
[exit 1]
$ delete sts web --as=jane
Error from server (Forbidden): statefulsets.apps "web" is forbidden: User "jane" cannot delete resource "statefulsets" in API group "apps" in the namespace "default"
[exit 1]
$ get nodes --as=jane
Error from server (Forbidden): nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope
[exit 1]
$ get nodes --as=jane --as-group=system:masters -o name
node/centos7k8s1
node/centos7k8s2
node/centos7k8s3
`);
    expect(got).toBe(wanted);
  });

  it('cannot be answered without a server', () => {
    const { stderr, code } = givenKubectl().run('get pods -s https://10.1.1.1:6443');
    expect(stderr.split('\n').at(-2)).toBe('The connection to the server 10.1.1.1:6443 was refused - did you specify the right host or port?');
    expect(code).toBe(1);
  });
});

describe('words that lead nowhere', () => {
  it.each([
    ['foo', 'error: unknown command "foo" for "kubectl"\n\nDid you mean this?\n\ttop\n[exit 1]\n'],
    ['get --foo', "error: unknown flag: --foo\nSee 'kubectl get --help' for usage.\n[exit 1]\n"],
    ['get -z', "error: unknown shorthand flag: 'z' in -z\nSee 'kubectl get --help' for usage.\n[exit 1]\n"],
    ['get pods --watch=maybe', 'error: invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax\nSee \'kubectl get --help\' for usage.\n[exit 1]\n'],
    ['get pods -o', "error: flag needs an argument: 'o' in -o\nSee 'kubectl get --help' for usage.\n[exit 1]\n"],
    ['scale sts web', 'error: required flag(s) "replicas" not set\n[exit 1]\n'],
    ['explain pods.foo', 'KIND:       Pod\nVERSION:    v1\n\nerror: field "foo" does not exist\n[exit 1]\n'],
    ['exec', 'error: pod, type/name or --filename must be specified\n[exit 1]\n'],
    ['attach', 'error: at least 1 argument is required for attach\n[exit 1]\n'],
    ['cp a b', 'error: one of src or dest must be a remote file specification\n[exit 1]\n'],
    ['cp /nope web-0:/x', "error: /nope doesn't exist in local filesystem\n[exit 1]\n"],
    ['debug web-0', 'error: you must specify --image when not using --copy-to.\n[exit 1]\n'],
    ['port-forward pod/x', "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n[exit 1]\n"],
    ['plugin list', 'error: unable to find any kubectl plugins in your PATH\n[exit 1]\n'],
    ['certificate approve x', 'Error from server (NotFound): certificatesigningrequests.certificates.k8s.io "x" not found\n[exit 1]\n'],
    ['logs', "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples\n[exit 1]\n"],
  ])('%s', (line, wanted) => {
    expect(givenKubectl().say(line)).toBe(wanted);
  });
});
