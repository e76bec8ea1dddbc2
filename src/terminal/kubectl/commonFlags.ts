import { boolFlag, intFlag, listFlag, textFlag } from './flags.ts';

/** `-f`, `-k`, `-R`. */
export const FILENAME_FLAGS = (usage: string) =>
  ({
    filename: listFlag(usage, { short: 'f' }),
    kustomize: textFlag("Process the kustomization directory. This flag can't be used together with -f or -R.", { short: 'k' }),
    recursive: boolFlag('Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.', { short: 'R' }),
  }) as const;

/** `-o` and what belongs to it. */
export const OUTPUT_FLAGS = {
  'allow-missing-template-keys': boolFlag('If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.', { default: true }),
  output: textFlag('Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).', { short: 'o' }),
  'show-managed-fields': boolFlag('If true, keep the managedFields when printing objects in JSON or YAML format.'),
  template: textFlag('Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].'),
} as const;

export const DRY_RUN_FLAG = {
  'dry-run': textFlag('Must be "none", "server", or "client". If client strategy, only print the object that would be sent, without sending it. If server strategy, submit server-side request without persisting the resource.', { default: 'none', alone: 'unchanged' }),
} as const;

export const VALIDATE_FLAG = {
  validate: textFlag('Must be one of: strict (or true), warn, ignore (or false). "true" or "strict" will use a schema to validate the input and fail the request if invalid. It will perform server side validation if ServerSideFieldValidation is enabled on the api-server, but will fall back to less reliable client-side validation if not. "warn" will warn about unknown or duplicate fields without blocking the request if server-side field validation is enabled on the API server, and behave as "ignore" otherwise. "false" or "ignore" will not perform any schema validation, silently dropping any unknown or duplicate fields.', { default: 'strict', alone: 'strict' }),
} as const;

export const LABEL_SELECTOR_FLAG = {
  selector: textFlag("Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.", { short: 'l' }),
} as const;

export const FIELD_SELECTOR_FLAG = {
  'field-selector': textFlag("Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type."),
} as const;

export const ALL_NAMESPACES_FLAG = {
  'all-namespaces': boolFlag('If present, list the requested object(s) across all namespaces. Namespace in current context is ignored even if specified with --namespace.', { short: 'A' }),
} as const;

export const SAVE_CONFIG_FLAG = {
  'save-config': boolFlag('If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.'),
} as const;

export const FIELD_MANAGER_FLAG = (name: string) => ({ 'field-manager': textFlag('Name of the manager used to track field ownership.', { default: name }) }) as const;

export const LIST_FLAGS = {
  'chunk-size': intFlag('Return large lists in chunks rather than all at once. Pass 0 to disable. This flag is beta and may change in the future.', 500),
} as const;

export const RECORD_FLAG = {
  record: boolFlag('Record current kubectl command in the resource annotation. If set to false, do not record the command. If set to true, record the command. If not set, default to updating the existing annotation value only if one already exists.', { deprecated: '--record will be removed in the future' }),
} as const;

export { arrayFlag, boolFlag, durationFlag, intFlag, listFlag, textFlag } from './flags.ts';
