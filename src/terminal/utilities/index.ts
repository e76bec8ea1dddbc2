import type { Utility } from '../command.ts';
import { answeringHelp } from './help.ts';
import { arch } from './arch.ts';
import { base64 } from './base64.ts';
import { basename } from './basename.ts';
import { cat } from './cat.ts';
import { chmod } from './chmod.ts';
import { chown } from './chown.ts';
import { clear } from './clear.ts';
import { cmp } from './cmp.ts';
import { comm } from './comm.ts';
import { cp } from './cp.ts';
import { cut } from './cut.ts';
import { date } from './date.ts';
import { diff } from './diff.ts';
import { dirname } from './dirname.ts';
import { echo } from './echo.ts';
import { env } from './env.ts';
import { expand } from './expand.ts';
import { find } from './find.ts';
import { fold } from './fold.ts';
import { grep } from './grep.ts';
import { head } from './head.ts';
import { hostname } from './hostname.ts';
import { id } from './identity.ts';
import { join } from './join.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { mkdir } from './mkdir.ts';
import { mv } from './mv.ts';
import { nl, tac } from './reorder.ts';
import { nproc } from './nproc.ts';
import { paste } from './paste.ts';
import { pwd } from './pwd.ts';
import { readlink } from './readlink.ts';
import { rm } from './rm.ts';
import { rmdir } from './rmdir.ts';
import { sed } from './sed.ts';
import { seq } from './seq.ts';
import { sleep } from './sleep.ts';
import { sort } from './sort.ts';
import { split } from './split.ts';
import { stat } from './stat.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { touch } from './touch.ts';
import { tr } from './tr.ts';
import { truth } from './truth.ts';
import { uname } from './uname.ts';
import { uniq } from './uniq.ts';
import { vi } from './vi.ts';
import { wc } from './wc.ts';
import { which } from './which.ts';
import { xargs } from './xargs.ts';
import { yes } from './yes.ts';

/** The Unix tools. Which of them a machine has is settled by the files of its image. */
export const utilities: readonly Utility[] = [
  arch, base64, basename, cat, chmod, chown, clear, cmp, comm, cp, cut, date, diff, dirname, echo, env, expand, find, fold, grep, head, hostname, id, join, ln,
  ls, mkdir, mv, nl, nproc, paste, pwd, readlink, rm, rmdir, sed, seq, sleep, sort, split, stat, tac, tail, tee, touch, tr, truth, uname, uniq, vi, wc, which,
  xargs, yes,
].map(answeringHelp);
