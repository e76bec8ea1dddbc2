/** Plugins that once were part of Kubernetes and now are drivers of their own. k8s: csi-translation-lib */
const migrated: Readonly<Record<string, string>> = {
  'kubernetes.io/aws-ebs': 'ebs.csi.aws.com',
  'kubernetes.io/azure-disk': 'disk.csi.azure.com',
  'kubernetes.io/azure-file': 'file.csi.azure.com',
  'kubernetes.io/cinder': 'cinder.csi.openstack.org',
  'kubernetes.io/gce-pd': 'pd.csi.storage.gke.io',
  'kubernetes.io/portworx-volume': 'pxd.portworx.com',
  'kubernetes.io/vsphere-volume': 'csi.vsphere.vmware.com',
};

/** The external provisioner behind a class's `provisioner`, or undefined when nothing will ever make volumes for it. */
export function externalNameOf(provisioner: string): string | undefined {
  return migrated[provisioner] ?? (provisioner.startsWith('kubernetes.io/') ? undefined : provisioner);
}
