import type { Random } from '#engine/core/random.ts';

/** kubectl lines that nobody would type, made of what people do type: for tests that nothing throws and nothing hangs. */
export function randomKubectlLine(random: Random): string {
  const pick = <T>(from: readonly T[]): T => from[random.integer(0, from.length - 1)] as T;
  const words = [pick(COMMANDS)];
  for (let more = random.integer(0, 6); more > 0; more -= 1) words.push(pick([pick(NOUNS), pick(NOUNS), pick(FLAGS), pick(FLAGS), `${pick(FLAGS)}=${pick(VALUES)}`, pick(VALUES)]));
  return mutated(words.join(' '), random);
}

/** One time in three a letter is lost, doubled or exchanged. */
function mutated(line: string, random: Random): string {
  if (random.integer(0, 2) > 0) return line;
  const at = random.integer(0, line.length - 1);
  switch (random.integer(0, 3)) {
    case 0: return line.slice(0, at) + line.slice(at + 1);
    case 1: return line.slice(0, at) + line.slice(at, at + 1) + line.slice(at);
    case 2: return line.slice(0, at);
    default: return line.slice(0, at) + random.text(1, '{}[]"\'$.,:=/-@*\\') + line.slice(at + 1);
  }
}

const COMMANDS = [
  'get', 'get', 'get', 'describe', 'create', 'create deployment', 'create configmap', 'create secret generic', 'create job', 'create service clusterip', 'create namespace', 'apply', 'apply -f', 'delete', 'delete -f', 'replace -f', 'edit', 'scale', 'patch', 'set image', 'set env', 'set resources', 'label', 'annotate', 'rollout status',
  'rollout history', 'rollout undo', 'rollout restart', 'rollout pause', 'rollout', 'run', 'exec', 'attach', 'logs', 'expose', 'autoscale', 'explain', 'api-resources', 'api-versions', 'cluster-info', 'config view', 'config set-context', 'config', 'cordon', 'uncordon', 'drain', 'taint nodes', 'wait', 'diff -f', 'auth can-i', 'auth whoami',
  'events', 'top pod', 'cp', 'port-forward', 'proxy', 'debug', 'certificate approve', 'plugin list', 'version', 'options', 'help', 'completion bash', 'kustomize', 'nosuch', '', '-n default get', '--help',
];
const NOUNS = [
  'pods', 'pod', 'po', 'sts', 'statefulset', 'statefulset/web', 'sts/web', 'pod/web-0', 'web-0', 'web', 'svc', 'service/nginx', 'nodes', 'node', 'pv', 'pvc', 'sc', 'deploy', 'deployment/nginx', 'rs', 'cm', 'secret', 'ns', 'all', 'events', 'ep', 'endpointslices', 'controllerrevisions', 'pods,svc', 'statefulsets.apps',
  'statefulsets.v1.apps', 'nosuch', 'job', 'cronjob', 'pdb', 'sa', 'pod.spec', 'statefulset.spec.template', 'web-{0..2}', 'app=nginx', 'key=value:NoSchedule', 'key-', 'a=b', 'nginx=nginx:1.25', '--', '-', '.', './', 'web.yaml', 'broken.yaml', 'nosuch.yaml', 'web-0:/tmp/x', 'list', 'create', '1', '中文', '""', "''",
];
const FLAGS = [
  '-o', '-o wide', '-o yaml', '-o json', '-o name', '-o jsonpath', "-o jsonpath='{.items[*].metadata.name}'", "-o jsonpath='{.items[0'", "-o go-template='{{range .items}}{{.metadata.name}}{{end}}'", "-o go-template='{{.x'", '-o custom-columns=N:.metadata.name', '-o nosuch', '-n', '-A', '-l', '-f', '-k', '-R', '-c', '-i', '-t', '-it', '-p',
  '--all', '--force', '--grace-period', '--cascade', '--now', '--replicas', '--current-replicas', '--image', '--port', '--target-port', '--type', '--patch', '--dry-run', '--field-selector', '--sort-by', '--show-labels', '--no-headers', '--for', '--timeout', '--tail', '--since', '--previous', '--overwrite', '--ignore-daemonsets',
  '--delete-emptydir-data', '--to-revision', '--revision', '--record', '--from-literal', '--from-file', '--recursive', '--api-version', '--server-side', '--field-manager', '--prune', '--subresource', '--selector', '--namespace', '--context', '--kubeconfig', '-v', '--nosuch', '-z', '--output', '--raw', '--restart', '--rm', '--env', '--command', '--labels',
];
const VALUES = [
  'default', 'kube-system', 'nosuch', '3', '-1', '0', '99999999999999999999', '1.5', '10s', '5x', 'true', 'false', 'client', 'server', 'orphan', 'background', 'nginx', 'nginx:1.25', ':', '/', 'app=nginx', 'app in (a,b)', "'app notin (a'", 'app', '!app', 'status.phase=Running', '.metadata.name', '{.metadata.name}', '{', 'condition=Ready', 'delete',
  "'{\"spec\":{\"replicas\":2}}'", "'{\"spec\":'", "'[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":4}]'", 'json', 'merge', 'strategic', 'Never', 'Always', 'a=b', 'a', '=b', 'a=b,c=d', '80', '80:8080', 'tcp', 'ClusterIP', 'LoadBalancer', 'x,y', '*', '$x', '\\', '""', 'wide', 'yaml', '/api/v1/pods', '/nosuch',
];
