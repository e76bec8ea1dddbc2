/** Registries that everybody can pull from: the projects' own, and the mirrors that courses use. */
export const publicRegistries: readonly string[] = [
  'docker.io', 'registry.k8s.io', 'gcr.io', 'quay.io', 'k8s.gcr.io', 'ghcr.io', 'mcr.microsoft.com', 'public.ecr.aws', 'mirror.gcr.io', 'swr.cn-north-4.myhuaweicloud.com', 'registry.cn-hangzhou.aliyuncs.com', 'registry.aliyuncs.com',
  'registry.cn-beijing.aliyuncs.com', 'docker.m.daocloud.io', 'm.daocloud.io', 'docker.1ms.run', 'hub.c.163.com', 'ccr.ccs.tencentyun.com', 'daocloud.io',
];
