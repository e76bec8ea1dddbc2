import type { KubectlCommand } from '../command.ts';
import { annotate } from './annotate.ts';
import { apiResources, apiVersions } from './apiResources.ts';
import { apply } from './apply.ts';
import { editLastApplied } from './apply/editLastApplied.ts';
import { setLastApplied, viewLastApplied } from './apply/lastApplied.ts';
import { canI } from './auth/canI.ts';
import { reconcile } from './auth/reconcile.ts';
import { whoami } from './auth/whoami.ts';
import { attach } from './attach.ts';
import { autoscale } from './autoscale.ts';
import { clusterInfo, clusterInfoDump } from './clusterInfo.ts';
import { CONFIG_COMMANDS } from './config/index.ts';
import { cordon, uncordon } from './cordon.ts';
import { cp } from './cp.ts';
import { create } from './create.ts';
import { CREATE_COMMANDS } from './create/index.ts';
import { debug } from './debug.ts';
import { deleteCommand } from './delete.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { drain } from './drain.ts';
import { edit } from './edit.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { explain } from './explain.ts';
import { expose } from './expose.ts';
import { get } from './get.ts';
import { help } from './help.ts';
import { label } from './label.ts';
import { logs } from './logs.ts';
import { certificateApprove, certificateDeny, completion, kustomize, options, pluginList } from './misc.ts';
import { patch } from './patch.ts';
import { portForward } from './portForward.ts';
import { proxy } from './proxy.ts';
import { replace } from './replace.ts';
import { rolloutHistory } from './rollout/history.ts';
import { rolloutPause, rolloutResume } from './rollout/pause.ts';
import { rolloutRestart } from './rollout/restart.ts';
import { rolloutStatusCommand } from './rollout/status.ts';
import { rolloutUndo } from './rollout/undo.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { setEnv } from './set/env.ts';
import { setImage } from './set/image.ts';
import { setResources } from './set/resources.ts';
import { setSelector } from './set/selector.ts';
import { setServiceAccount } from './set/serviceaccount.ts';
import { setSubject } from './set/subject.ts';
import { taint } from './taint.ts';
import { topNode, topPod } from './top.ts';
import { version } from './version.ts';
import { wait } from './wait.ts';

/** Every subcommand. Adding one is one file and one line here. */
export const COMMANDS: readonly KubectlCommand[] = [
  create, ...CREATE_COMMANDS, expose, run,
  setEnv, setImage, setResources, setSelector, setServiceAccount, setSubject,
  explain, get, edit, deleteCommand,
  rolloutHistory, rolloutPause, rolloutRestart, rolloutResume, rolloutStatusCommand, rolloutUndo, scale, autoscale,
  certificateApprove, certificateDeny, clusterInfo, clusterInfoDump, topNode, topPod, cordon, uncordon, drain, taint,
  describe, logs, attach, exec, portForward, proxy, cp, canI, reconcile, whoami, debug, events,
  diff, apply, editLastApplied, setLastApplied, viewLastApplied, patch, replace, wait, kustomize,
  label, annotate, completion,
  apiResources, apiVersions, ...CONFIG_COMMANDS, pluginList, version, options, help,
];
