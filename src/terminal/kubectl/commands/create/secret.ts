import { encodeBase64 } from '#engine/core/base64.ts';
import type { KubectlContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { arrayFlag, boolFlag, listFlag, textFlag } from '../../flags.ts';
import { readKeyedSources } from '../../keyedSources.ts';
import { defineGenerator } from './generator.ts';

const FAILURE = 'failed to create secret';

function encoded(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encodeBase64(value)]));
}

/** k8s: kubectl create secret generic */
export const createSecretGeneric = defineGenerator({
  path: ['create', 'secret', 'generic'],
  usage: 'NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  short: 'Create a secret from a local file, directory, or literal value',
  long: 'Create a secret based on a file, directory, or specified literal value.\n\n A single secret may package one or more key/value pairs.\n\n When creating a secret based on a file, the key will default to the basename of the file, and the value will default to the file content. If the basename is an invalid key or you wish to chose your own, you may specify an alternate key.\n\n When creating a secret based on a directory, each file whose basename is a valid key in the directory will be packaged into the secret. Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).',
  examples: `# Create a secret from literal values
kubectl create secret generic db --from-literal=username=root --from-literal=password=secret

# Create a secret from a file
kubectl create secret generic keys --from-file=id_rsa=./id_rsa`,
  flags: {
    'append-hash': boolFlag('Append a hash of the secret to its name.'),
    'from-env-file': listFlag('Specify the path to a file to read lines of key=val pairs to create a secret.'),
    'from-file': listFlag('Key files can be specified using their file path, in which case a default name will be given to them, or optionally with a name and file path, in which case the given name will be used.  Specifying a directory will iterate each named file in the directory that is a valid secret key.'),
    'from-literal': arrayFlag('Specify a key and literal value to insert in secret (i.e. mykey=somevalue)'),
    type: textFlag('The type of secret to create'),
  },
  failure: FAILURE,
  build: ({ name, flags, context }) => {
    const data = encoded(readKeyedSources(context, name, flags, 'Secret'));
    return { apiVersion: 'v1', ...(Object.keys(data).length === 0 ? {} : { data }), kind: 'Secret', metadata: { name }, ...(flags.type === '' ? {} : { type: flags.type }) };
  },
});

/** k8s: kubectl create secret docker-registry */
export const createSecretDockerRegistry = defineGenerator({
  path: ['create', 'secret', 'docker-registry'],
  usage: 'NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none]',
  short: 'Create a secret for use with a Docker registry',
  long: 'Create a new secret for use with Docker registries.\n        \n Dockercfg secrets are used to authenticate against Docker registries.\n        \n When using the Docker command line to push images, you can authenticate to a given registry by running:\n      \'$ docker login DOCKER_REGISTRY_SERVER --username=DOCKER_USER --password=DOCKER_PASSWORD --email=DOCKER_EMAIL\'.\n        \n That produces a ~/.dockercfg file that is used by subsequent \'docker push\' and \'docker pull\' commands to authenticate to the registry. The email address is optional.',
  examples: `# Create the secret of a private registry
kubectl create secret docker-registry harbor --docker-server=harbor.myharbor.com --docker-username=admin --docker-password=secret`,
  flags: {
    'append-hash': boolFlag('Append a hash of the secret to its name.'),
    'docker-email': textFlag('Email for Docker registry'),
    'docker-password': textFlag('Password for Docker registry authentication'),
    'docker-server': textFlag('Server location for Docker registry', { default: 'https://index.docker.io/v1/' }),
    'docker-username': textFlag('Username for Docker registry authentication'),
    'from-file': listFlag('Key files can be specified using their file path, in which case a default name of .dockerconfigjson will be given to them, or optionally with a name and file path, in which case the given name will be used.'),
  },
  failure: FAILURE,
  build: ({ name, flags, context }) => {
    const isFromFile = flags['from-file'].length > 0;
    if (!isFromFile && (flags['docker-username'] === '' || flags['docker-password'] === '' || flags['docker-server'] === '')) {
      throw new KubectlError('either --from-file or the combination of --docker-username, --docker-password and --docker-server is required');
    }
    const data = isFromFile
      ? readKeyedSources(context, name, { 'from-file': flags['from-file'].map((file) => (file.includes('=') ? file : `.dockerconfigjson=${file}`)), 'from-literal': [], 'from-env-file': [] }, 'Secret')
      : { '.dockerconfigjson': dockerConfig(flags) };
    return { apiVersion: 'v1', data: encoded(data), kind: 'Secret', metadata: { name }, type: 'kubernetes.io/dockerconfigjson' };
  },
});

interface DockerFlags {
  readonly 'docker-server': string;
  readonly 'docker-username': string;
  readonly 'docker-password': string;
  readonly 'docker-email': string;
}

function dockerConfig(flags: DockerFlags): string {
  const { 'docker-username': username, 'docker-password': password, 'docker-email': email } = flags;
  return JSON.stringify({ auths: { [flags['docker-server']]: { username, password, ...(email === '' ? {} : { email }), auth: encodeBase64(`${username}:${password}`) } } });
}

/** k8s: kubectl create secret tls */
export const createSecretTls = defineGenerator({
  path: ['create', 'secret', 'tls'],
  usage: 'NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]',
  short: 'Create a TLS secret',
  long: 'Create a TLS secret from the given public/private key pair.\n\n The public/private key pair must exist beforehand. The public key certificate must be .PEM encoded and match the given private key.',
  examples: `# Create the secret of a web server
kubectl create secret tls web --cert=tls.crt --key=tls.key`,
  flags: {
    'append-hash': boolFlag('Append a hash of the secret to its name.'),
    cert: textFlag('Path to PEM encoded public key certificate.'),
    key: textFlag('Path to private key associated with given certificate.'),
  },
  failure: FAILURE,
  build: ({ name, flags, context }) => {
    if (flags.key === '' || flags.cert === '') throw new KubectlError('key and cert must be specified');
    const cert = readPem(context, flags.cert);
    const key = readPem(context, flags.key);
    if (!cert.includes('-----BEGIN CERTIFICATE-----')) throw new KubectlError('tls: failed to find any PEM data in certificate input');
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(key)) throw new KubectlError('tls: failed to find any PEM data in key input');
    return { apiVersion: 'v1', data: encoded({ 'tls.crt': cert, 'tls.key': key }), kind: 'Secret', metadata: { name }, type: 'kubernetes.io/tls' };
  },
});

function readPem(context: KubectlContext, path: string): string {
  const { machine, cwd } = context.process;
  const absolute = machine.files.resolve(cwd, path);
  if (!machine.files.exists(absolute)) throw new KubectlError(`Cannot read file ${path}, open ${path}: no such file or directory`);
  return machine.files.read(absolute);
}
