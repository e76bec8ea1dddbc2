import { boolFlag, durationFlag, intFlag, textFlag, arrayFlag, listFlag } from './flags.ts';

/** Flags that every subcommand takes. */
export const GLOBAL_FLAGS = {
  as: textFlag('Username to impersonate for the operation. User could be a regular user or a service account in a namespace.'),
  'as-group': arrayFlag('Group to impersonate for the operation, this flag can be repeated to specify multiple groups.'),
  'as-uid': textFlag('UID to impersonate for the operation.'),
  'as-user-extra': arrayFlag('User extras to impersonate for the operation, this flag can be repeated to specify multiple values for the same key.'),
  'cache-dir': textFlag('Default cache directory', { default: '/root/.kube/cache' }),
  'certificate-authority': textFlag('Path to a cert file for the certificate authority'),
  'client-certificate': textFlag('Path to a client certificate file for TLS'),
  'client-key': textFlag('Path to a client key file for TLS'),
  cluster: textFlag('The name of the kubeconfig cluster to use'),
  context: textFlag('The name of the kubeconfig context to use'),
  'disable-compression': boolFlag('If true, opt-out of response compression for all requests to the server'),
  'insecure-skip-tls-verify': boolFlag("If true, the server's certificate will not be checked for validity. This will make your HTTPS connections insecure"),
  kubeconfig: textFlag('Path to the kubeconfig file to use for CLI requests.'),
  kuberc: textFlag('Path to the kuberc file to use for preferences. This can be disabled by exporting KUBECTL_KUBERC=false feature gate or turning off the feature KUBERC=off.'),
  'log-flush-frequency': durationFlag('Maximum number of seconds between log flushes', 5000),
  'match-server-version': boolFlag('Require server version to match client version'),
  namespace: textFlag('If present, the namespace scope for this CLI request', { short: 'n' }),
  password: textFlag('Password for basic authentication to the API server'),
  profile: textFlag('Name of profile to capture. One of (none|cpu|heap|goroutine|threadcreate|block|mutex|trace)', { default: 'none' }),
  'profile-output': textFlag('Name of the file to write the profile to', { default: 'profile.pprof' }),
  'request-timeout': textFlag("The length of time to wait before giving up on a single server request. Non-zero values should contain a corresponding time unit (e.g. 1s, 2m, 3h). A value of zero means don't timeout requests.", { default: '0' }),
  server: textFlag('The address and port of the Kubernetes API server', { short: 's' }),
  'tls-server-name': textFlag('Server name to use for server certificate validation. If it is not provided, the hostname used to contact the server is used'),
  token: textFlag('Bearer token for authentication to the API server'),
  user: textFlag('The name of the kubeconfig user to use'),
  username: textFlag('Username for basic authentication to the API server'),
  v: intFlag('number for the log level verbosity', 0, { short: 'v' }),
  vmodule: listFlag('comma-separated list of pattern=N settings for file-filtered logging (only works for the default text log format)'),
  'warnings-as-errors': boolFlag('Treat warnings received from the server as errors and exit with a non-zero exit code'),
} as const;

export type GlobalFlags = typeof GLOBAL_FLAGS;
