/** simplified: the page's shell completes kubectl by itself, so the scripts only hook the name up. */
const SCRIPTS: Readonly<Record<string, string>> = {
  bash: '# bash completion for kubectl\n\ncomplete -o default -F __start_kubectl kubectl\n',
  zsh: '#compdef kubectl\ncompdef _kubectl kubectl\n\n# zsh completion for kubectl\n',
  fish: '# fish completion for kubectl\n\ncomplete -c kubectl -e\n',
  powershell: '# powershell completion for kubectl\n',
};

/** The text of `kubectl completion SHELL`; undefined for a shell that it does not know. */
export function completionScript(shell: string): string | undefined {
  return SCRIPTS[shell];
}
