import type { KubectlCommand } from '../../command.ts';
import { configCurrentContext, configDeleteContext, configGetContexts, configRenameContext, configSetContext, configUseContext } from './contexts.ts';
import { configDeleteCluster, configDeleteUser, configGetClusters, configGetUsers, configSetCluster, configSetCredentials } from './entries.ts';
import { configSet, configUnset } from './set.ts';
import { configView } from './view.ts';

export const CONFIG_COMMANDS: readonly KubectlCommand[] = [
  configCurrentContext, configDeleteCluster, configDeleteContext, configDeleteUser, configGetClusters, configGetContexts, configGetUsers,
  configRenameContext, configSet, configSetCluster, configSetContext, configSetCredentials, configUnset, configUseContext, configView,
];
