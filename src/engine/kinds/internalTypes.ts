const HANDLER = 'Exec:ExecAction HTTPGet:HTTPGetAction TCPSocket:TCPSocketAction';
const KEY_REFERENCE = 'Name Key Optional?';
const PERSISTENT =
  'Glusterfs{} NFS:NFSVolumeSource RBD{} Quobyte{} ISCSI{} FlexVolume{} Cinder{} CephFS{} FC{} Flocker{} AzureFile{} VsphereVolume{} AzureDisk{} ' +
  'PhotonPersistentDisk{} PortworxVolume{} ScaleIO{}';

/**
 * The fields of internal Go types in their order; {@link goDump} reads the notation. k8s: pkg/apis/core/types.go.
 * simplified: volume sources of storage systems that nobody can mount here are shown with their JSON names.
 */
export const internalTypes: Readonly<Record<string, string>> = {
  PodSpec:
    'Volumes[Volume] InitContainers[Container] Containers[Container] EphemeralContainers[EphemeralContainer] RestartPolicy ' +
    'TerminationGracePeriodSeconds? ActiveDeadlineSeconds? DNSPolicy NodeSelector{} ServiceAccountName AutomountServiceAccountToken? NodeName ' +
    'SecurityContext:PodSecurityContext ImagePullSecrets[Named] Hostname Subdomain SetHostnameAsFQDN? Affinity:Affinity SchedulerName ' +
    'Tolerations[Toleration] HostAliases[HostAlias] PriorityClassName Priority? PreemptionPolicy? DNSConfig:PodDNSConfig ' +
    'ReadinessGates[PodReadinessGate] RuntimeClassName? Overhead{} EnableServiceLinks? TopologySpreadConstraints[TopologySpreadConstraint] OS:Named ' +
    'SchedulingGates[Named] ResourceClaims[PodResourceClaim] Resources:ResourceRequirements HostnameOverride? WorkloadRef{}',
  Named: 'Name',
  Volume:
    'Name HostPath:HostPathVolumeSource EmptyDir:EmptyDirVolumeSource GCEPersistentDisk{} AWSElasticBlockStore{} GitRepo{} Secret:SecretVolumeSource ' +
    'NFS:NFSVolumeSource ISCSI{} Glusterfs{} PersistentVolumeClaim:PersistentVolumeClaimVolumeSource RBD{} Quobyte{} FlexVolume{} Cinder{} CephFS{} ' +
    'Flocker{} DownwardAPI:DownwardAPIVolumeSource FC{} AzureFile{} ConfigMap:ConfigMapVolumeSource VsphereVolume{} AzureDisk{} PhotonPersistentDisk{} ' +
    'Projected:ProjectedVolumeSource PortworxVolume{} ScaleIO{} StorageOS{} CSI:CSIVolumeSource Ephemeral{} Image:ImageVolumeSource',
  HostPathVolumeSource: 'Path Type?',
  EmptyDirVolumeSource: 'Medium SizeLimit?',
  SecretVolumeSource: 'SecretName Items[KeyToPath] DefaultMode? Optional?',
  ConfigMapVolumeSource: 'Name Items[KeyToPath] DefaultMode? Optional?',
  NFSVolumeSource: 'Server Path ReadOnly!',
  PersistentVolumeClaimVolumeSource: 'ClaimName ReadOnly!',
  DownwardAPIVolumeSource: 'Items[DownwardAPIVolumeFile] DefaultMode?',
  ProjectedVolumeSource: 'Sources[VolumeProjection] DefaultMode?',
  CSIVolumeSource: 'Driver ReadOnly? FSType? VolumeAttributes{} NodePublishSecretRef:Named',
  ImageVolumeSource: 'Reference PullPolicy',
  VolumeProjection:
    'Secret:NamedProjection DownwardAPI:DownwardAPIProjection ConfigMap:NamedProjection ServiceAccountToken:ServiceAccountTokenProjection ' +
    'ClusterTrustBundle{} PodCertificate{}',
  NamedProjection: 'Name Items[KeyToPath] Optional?',
  DownwardAPIProjection: 'Items[DownwardAPIVolumeFile]',
  DownwardAPIVolumeFile: 'Path FieldRef:ObjectFieldSelector ResourceFieldRef:ResourceFieldSelector Mode?',
  ServiceAccountTokenProjection: 'Audience ExpirationSeconds# Path',
  KeyToPath: 'Key Path Mode?',

  Container:
    'Name Image Command[] Args[] WorkingDir Ports[ContainerPort] EnvFrom[EnvFromSource] Env[EnvVar] Resources=ResourceRequirements ' +
    'ResizePolicy[ContainerResizePolicy] RestartPolicy? RestartPolicyRules[ContainerRestartRule] VolumeMounts[VolumeMount] VolumeDevices[VolumeDevice] ' +
    'LivenessProbe:Probe ReadinessProbe:Probe StartupProbe:Probe Lifecycle:Lifecycle TerminationMessagePath TerminationMessagePolicy ImagePullPolicy ' +
    'SecurityContext:SecurityContext Stdin! StdinOnce! TTY!',
  EphemeralContainer: 'Name Image Command[] Args[] WorkingDir',
  ContainerPort: 'Name HostPort# ContainerPort# Protocol HostIP',
  EnvFromSource: 'Prefix ConfigMapRef:OptionalName SecretRef:OptionalName',
  OptionalName: 'Name Optional?',
  EnvVar: 'Name Value ValueFrom:EnvVarSource',
  EnvVarSource:
    'FieldRef:ObjectFieldSelector ResourceFieldRef:ResourceFieldSelector ConfigMapKeyRef:KeySelector SecretKeyRef:KeySelector FileKeyRef{}',
  ObjectFieldSelector: 'APIVersion FieldPath',
  ResourceFieldSelector: 'ContainerName Resource Divisor',
  KeySelector: KEY_REFERENCE,
  ResourceRequirements: 'Limits{} Requests{} Claims[ResourceClaim]',
  ResourceClaim: 'Name Request',
  ContainerResizePolicy: 'ResourceName RestartPolicy',
  ContainerRestartRule: 'Action ExitCodes{}',
  VolumeMount: 'Name ReadOnly! RecursiveReadOnly? MountPath SubPath MountPropagation? SubPathExpr',
  VolumeDevice: 'Name DevicePath',
  Probe:
    `${HANDLER} GRPC:GRPCAction InitialDelaySeconds# TimeoutSeconds# PeriodSeconds# SuccessThreshold# FailureThreshold# ` +
    'TerminationGracePeriodSeconds?',
  Lifecycle: 'PostStart:LifecycleHandler PreStop:LifecycleHandler StopSignal?',
  LifecycleHandler: `${HANDLER} Sleep:SleepAction`,
  ExecAction: 'Command[]',
  HTTPGetAction: 'Path Port# Host Scheme HTTPHeaders[HTTPHeader]',
  HTTPHeader: 'Name Value',
  TCPSocketAction: 'Port# Host',
  GRPCAction: 'Port# Service?',
  SleepAction: 'Seconds#',
  SecurityContext:
    'Capabilities:Capabilities Privileged? SELinuxOptions:SELinuxOptions WindowsOptions{} RunAsUser? RunAsGroup? RunAsNonRoot? ReadOnlyRootFilesystem? ' +
    'AllowPrivilegeEscalation? ProcMount? SeccompProfile:Profile AppArmorProfile:Profile',
  Capabilities: 'Add[] Drop[]',
  SELinuxOptions: 'User Role Type Level',
  Profile: 'Type LocalhostProfile?',

  PodSecurityContext:
    'HostNetwork! HostPID! HostIPC! ShareProcessNamespace? HostUsers? SELinuxOptions:SELinuxOptions WindowsOptions{} RunAsUser? RunAsGroup? ' +
    'RunAsNonRoot? SupplementalGroups[] SupplementalGroupsPolicy? FSGroup? FSGroupChangePolicy? Sysctls[HTTPHeader] SeccompProfile:Profile ' +
    'AppArmorProfile:Profile SELinuxChangePolicy?',
  Affinity: 'NodeAffinity:NodeAffinity PodAffinity:PodAffinity PodAntiAffinity:PodAffinity',
  NodeAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution:NodeSelector PreferredDuringSchedulingIgnoredDuringExecution[PreferredSchedulingTerm]',
  NodeSelector: 'NodeSelectorTerms[NodeSelectorTerm]',
  NodeSelectorTerm: 'MatchExpressions[NodeSelectorRequirement] MatchFields[NodeSelectorRequirement]',
  NodeSelectorRequirement: 'Key Operator Values[]',
  PreferredSchedulingTerm: 'Weight# Preference=NodeSelectorTerm',
  PodAffinity:
    'RequiredDuringSchedulingIgnoredDuringExecution[PodAffinityTerm] PreferredDuringSchedulingIgnoredDuringExecution[WeightedPodAffinityTerm]',
  PodAffinityTerm: 'LabelSelector{} Namespaces[] TopologyKey NamespaceSelector{} MatchLabelKeys[] MismatchLabelKeys[]',
  WeightedPodAffinityTerm: 'Weight# PodAffinityTerm=PodAffinityTerm',
  Toleration: 'Key Operator Value Effect TolerationSeconds?',
  HostAlias: 'IP Hostnames[]',
  PodDNSConfig: 'Nameservers[] Searches[] Options[PodDNSConfigOption]',
  PodDNSConfigOption: 'Name Value?',
  PodReadinessGate: 'ConditionType',
  TopologySpreadConstraint:
    'MaxSkew# TopologyKey WhenUnsatisfiable LabelSelector{} MinDomains? NodeAffinityPolicy? NodeTaintsPolicy? MatchLabelKeys[]',
  PodResourceClaim: 'Name ResourceClaimName? ResourceClaimTemplateName?',

  PersistentVolumeClaimSpec:
    'AccessModes[] Selector{} Resources=VolumeResourceRequirements VolumeName StorageClassName? VolumeMode? DataSource:TypedLocalObjectReference ' +
    'DataSourceRef:TypedObjectReference VolumeAttributesClassName?',
  VolumeResourceRequirements: 'Limits{} Requests{}',
  TypedLocalObjectReference: 'APIGroup? Kind Name',
  TypedObjectReference: 'APIGroup? Kind Name Namespace?',

  PersistentVolumeSource: `GCEPersistentDisk{} AWSElasticBlockStore{} HostPath:HostPathVolumeSource ${PERSISTENT} Local:LocalVolumeSource StorageOS{} CSI:CSIPersistentVolumeSource`,
  LocalVolumeSource: 'Path FSType?',
  CSIPersistentVolumeSource:
    'Driver VolumeHandle ReadOnly! FSType VolumeAttributes{} ControllerPublishSecretRef{} NodeStageSecretRef{} NodePublishSecretRef{} ' +
    'ControllerExpandSecretRef{} NodeExpandSecretRef{}',
};
