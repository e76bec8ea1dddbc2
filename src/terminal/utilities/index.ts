import type { Utility } from '../command.ts';
import { cat } from './cat.ts';
import { clear } from './clear.ts';
import { cp } from './cp.ts';
import { date } from './date.ts';
import { echo } from './echo.ts';
import { env } from './env.ts';
import { grep } from './grep.ts';
import { head } from './head.ts';
import { hostname } from './hostname.ts';
import { ls } from './ls.ts';
import { mkdir } from './mkdir.ts';
import { mv } from './mv.ts';
import { pwd } from './pwd.ts';
import { rm } from './rm.ts';
import { rmdir } from './rmdir.ts';
import { seq } from './seq.ts';
import { sleep } from './sleep.ts';
import { sort } from './sort.ts';
import { tail } from './tail.ts';
import { touch } from './touch.ts';
import { vi } from './vi.ts';
import { wc } from './wc.ts';

/** The Unix tools. Which of them a machine has is settled by the files of its image. */
export const utilities: readonly Utility[] = [
  cat, clear, cp, date, echo, env, grep, head, hostname, ls, mkdir, mv, pwd, rm, rmdir, seq, sleep, sort, tail, touch, vi, wc,
];
