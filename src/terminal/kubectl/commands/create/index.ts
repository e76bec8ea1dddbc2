import type { KubectlCommand } from '../../command.ts';
import { createConfigMap } from './configmap.ts';
import { createCronJob } from './cronjob.ts';
import { createDeployment } from './deployment.ts';
import { createIngress } from './ingress.ts';
import { createJob } from './job.ts';
import { createClusterRole, createClusterRoleBinding, createRole, createRoleBinding } from './rbac.ts';
import { createSecretDockerRegistry, createSecretGeneric, createSecretTls } from './secret.ts';
import { SERVICE_COMMANDS } from './service.ts';
import { createNamespace, createPodDisruptionBudget, createPriorityClass, createQuota, createServiceAccount } from './simple.ts';
import { createToken } from './token.ts';

/** What `create` makes from flags. */
export const CREATE_COMMANDS: readonly KubectlCommand[] = [
  createClusterRole, createClusterRoleBinding, createConfigMap, createCronJob, createDeployment, createIngress, createJob, createNamespace,
  createPodDisruptionBudget, createPriorityClass, createQuota, createRole, createRoleBinding,
  createSecretDockerRegistry, createSecretGeneric, createSecretTls, ...SERVICE_COMMANDS, createServiceAccount, createToken,
];
