const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Why a word cannot be a variable's name; kubectl is stricter here than the server. k8s: validation.IsEnvVarName */
export function envNameFault(name: string): string | undefined {
  if (ENV_NAME.test(name)) return name === '.' || name === '..' || name.startsWith('..') ? `must not be '${name}'` : undefined;
  return "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
}
