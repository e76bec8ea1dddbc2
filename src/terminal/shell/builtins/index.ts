import { builtinTable } from '../builtin.ts';
import { alias, unalias } from './alias.ts';
import { breakBuiltin, continueBuiltin } from './break.ts';
import { caller } from './caller.ts';
import { cd } from './cd.ts';
import { colon } from './colon.ts';
import { builtin, command, enable } from './command.ts';
import { compgen, complete } from './compgen.ts';
import { declare, typeset } from './declare.ts';
import { dirs, popd, pushd } from './dirs.ts';
import { disown } from './disown.ts';
import { echo } from './echo.ts';
import { evalBuiltin } from './eval.ts';
import { exec } from './exec.ts';
import { exit, logout } from './exit.ts';
import { exportBuiltin, readonly } from './export.ts';
import { falseBuiltin } from './false.ts';
import { bg, fg } from './fg.ts';
import { getopts } from './getopts.ts';
import { hash } from './hash.ts';
import { help } from './help.ts';
import { fc, history } from './history.ts';
import { jobs } from './jobs.ts';
import { kill } from './kill.ts';
import { letBuiltin } from './let.ts';
import { local } from './local.ts';
import { mapfile } from './mapfile.ts';
import { printf } from './printf.ts';
import { pwd } from './pwd.ts';
import { read } from './read.ts';
import { returnBuiltin } from './return.ts';
import { set } from './set.ts';
import { shift } from './shift.ts';
import { shopt } from './shopt.ts';
import { dot, source } from './source.ts';
import { suspend } from './suspend.ts';
import { bracket, test } from './test.ts';
import { times } from './times.ts';
import { trap } from './trap.ts';
import { trueBuiltin } from './true.ts';
import { type } from './type.ts';
import { ulimit } from './ulimit.ts';
import { umask } from './umask.ts';
import { unset } from './unset.ts';
import { wait } from './wait.ts';

/** All builtins of all dialects. */
export const builtins = [
  alias, bg, bracket, breakBuiltin, builtin, caller, cd, colon, command, compgen, complete, continueBuiltin, declare, dirs, disown, dot, echo, enable, evalBuiltin, exec, exit, exportBuiltin,
  falseBuiltin, fc, fg, getopts, hash, help, history, jobs, kill, letBuiltin, local, logout, mapfile, popd, printf, pushd, pwd, read, readonly, returnBuiltin, set, shift, shopt, source, suspend, test,
  times, trap, trueBuiltin, type, typeset, ulimit, umask, unalias, unset, wait,
];

export const builtinsByName = builtinTable(builtins);
