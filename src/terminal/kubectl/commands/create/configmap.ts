import { arrayFlag, boolFlag, listFlag } from '../../flags.ts';
import { readKeyedSources } from '../../keyedSources.ts';
import { defineGenerator } from './generator.ts';

/** k8s: kubectl create configmap */
export const createConfigMap = defineGenerator({
  path: ['create', 'configmap'],
  aliases: ['cm'],
  usage: 'NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none]',
  short: 'Create a config map from a local file, directory or literal value',
  long: 'Create a config map based on a file, directory, or specified literal value.\n\n A single config map may package one or more key/value pairs.\n\n When creating a config map based on a file, the key will default to the basename of the file, and the value will default to the file content.  If the basename is an invalid key, you may specify an alternate key.\n\n When creating a config map based on a directory, each file whose basename is a valid key in the directory will be packaged into the config map.  Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).',
  examples: `# Create a config map from the files of a directory
kubectl create configmap settings --from-file=./settings/

# Create a config map from literal values
kubectl create configmap settings --from-literal=color=blue --from-literal=mode=prod`,
  flags: {
    'append-hash': boolFlag('Append a hash of the configmap to its name.'),
    'from-env-file': listFlag('Specify the path to a file to read lines of key=val pairs to create a configmap.'),
    'from-file': listFlag('Key file can be specified using its file path, in which case file basename will be used as configmap key, or optionally with a key and file path, in which case the given key will be used.  Specifying a directory will iterate each named file in the directory whose basename is a valid configmap key.'),
    'from-literal': arrayFlag('Specify a key and literal value to insert in configmap (i.e. mykey=somevalue)'),
  },
  failure: 'failed to create configmap:',
  build: ({ name, flags, context }) => {
    const data = readKeyedSources(context, name, flags, 'ConfigMap');
    return { apiVersion: 'v1', ...(Object.keys(data).length === 0 ? {} : { data }), kind: 'ConfigMap', metadata: { name } };
  },
});
