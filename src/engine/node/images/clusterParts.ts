import { alpineBuild } from './alpine.ts';
import type { DaemonContext, Image } from './image.ts';
import { quietDaemon } from './quietDaemon.ts';

/** CoreDNS as a process: it listens; the answers are the network's. */
export const coredns: Image = {
  repository: 'coredns/coredns',
  hasTag: () => true,
  sizeBytes: 23_500_000,
  build: (tag) => ({
    ...alpineBuild(),
    isBare: true,
    entrypoint: ['/coredns'],
    cmd: [],
    daemons: [
      {
        path: '/coredns',
        start: (context) => {
          for (const text of ['.:53', '[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5', `CoreDNS-${tag.replace(/^v/, '')}`, 'linux/amd64, go1.24.6']) context.log(text);
          context.listen({ port: 53, protocol: 'UDP', speaks: 'dns' });
          context.listen({ port: 53, protocol: 'TCP', speaks: 'dns' });
          context.listen({ port: 9153, protocol: 'TCP', speaks: 'http' });
          for (const [port, path, body] of [[8080, '/health', 'OK'], [8181, '/ready', 'OK']] as const) {
            context.listen({
              port, protocol: 'TCP', speaks: 'http',
              http: (request) => (request.path === path ? { status: 200, reason: 'OK', headers: [['Content-Length', '2']], body } : { status: 404, reason: 'Not Found', headers: [['Content-Length', '0']], body: '' }),
            });
          }
          return {
            onSignal: (signal) => {
              if (signal === 'SIGTERM') context.log('[INFO] SIGTERM: Shutting down servers then terminating');
              if (signal === 'SIGTERM' || signal === 'SIGINT') context.exit(0);
            },
          };
        },
      },
    ],
  }),
};

/** The NFS provisioner's process: it waits; provisioning itself is a control loop's work. */
export const nfsProvisioner: Image = provisioner('gmoney23/nfs-client-provisioner');
export const nfsSubdirProvisioner: Image = provisioner('sig-storage/nfs-subdir-external-provisioner', { isBare: true });
export const quayNfsProvisioner: Image = provisioner('external_storage/nfs-client-provisioner');

function provisioner(repository: string, { isBare = false } = {}): Image {
  const says = ({ env }: DaemonContext) => [`Starting provisioner controller ${env['PROVISIONER_NAME'] ?? ''}!`];
  return {
    repository,
    hasTag: () => true,
    sizeBytes: 17_900_000,
    build: () => ({ ...alpineBuild(), isBare, entrypoint: ['/nfs-client-provisioner'], cmd: [], daemons: [quietDaemon({ path: '/nfs-client-provisioner', says })] }),
  };
}
