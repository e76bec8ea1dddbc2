/** The options of `set`, in the order in which `set -o` lists them; the letter where there is one. */
export const OPTION_LETTERS: readonly (readonly [name: string, letter: string | undefined])[] = [
  ['allexport', 'a'], ['braceexpand', 'B'], ['emacs', undefined], ['errexit', 'e'], ['errtrace', 'E'], ['functrace', 'T'], ['hashall', 'h'], ['histexpand', 'H'], ['history', undefined],
  ['ignoreeof', undefined], ['interactive-comments', undefined], ['keyword', 'k'], ['monitor', 'm'], ['noclobber', 'C'], ['noexec', 'n'], ['noglob', 'f'], ['nolog', undefined], ['notify', 'b'],
  ['nounset', 'u'], ['onecmd', 't'], ['physical', 'P'], ['pipefail', undefined], ['posix', undefined], ['privileged', 'p'], ['verbose', 'v'], ['vi', undefined], ['xtrace', 'x'],
];

/** Those of ash and dash, in their order. */
export const ASH_OPTIONS = ['errexit', 'noglob', 'ignoreeof', 'monitor', 'noexec', 'stdin', 'xtrace', 'verbose', 'noclobber', 'allexport', 'notify', 'nounset', 'vi', 'pipefail'];

export function optionOfLetter(letter: string): string | undefined {
  return OPTION_LETTERS.find(([, known]) => known === letter)?.[0];
}

/** What `shopt` knows, with bash's defaults for a shell that is not interactive. */
export const SHOPT_DEFAULTS: Readonly<Record<string, boolean>> = {
  autocd: false, assoc_expand_once: false, cdable_vars: false, cdspell: false, checkhash: false, checkjobs: false, checkwinsize: true, cmdhist: true, compat31: false, compat32: false, compat40: false,
  compat41: false, compat42: false, compat43: false, compat44: false, complete_fullquote: true, direxpand: false, dirspell: false, dotglob: false, execfail: false, expand_aliases: false, extdebug: false,
  extglob: false, extquote: true, failglob: false, force_fignore: true, globasciiranges: true, globskipdots: true, globstar: false, gnu_errfmt: false, histappend: false, histreedit: false, histverify: false,
  hostcomplete: true, huponexit: false, inherit_errexit: false, interactive_comments: true, lastpipe: false, lithist: false, localvar_inherit: false, localvar_unset: false, login_shell: false, mailwarn: false,
  no_empty_cmd_completion: false, nocaseglob: false, nocasematch: false, noexpand_translation: false, nullglob: false, patsub_replacement: true, progcomp: true, progcomp_alias: false, promptvars: true,
  restricted_shell: false, shift_verbose: false, sourcepath: true, varredir_close: false, xpg_echo: false,
};
