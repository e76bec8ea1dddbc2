import type { Profile } from '#engine/profile.ts';
import type { MessageKey } from '../i18n/messages.ts';

export interface FirstCommand {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly line: string;
}

/** Three commands that work on a fresh cluster of this profile, one after the other. */
export function firstCommands(profile: Profile): readonly FirstCommand[] {
  const isLab = Object.keys(profile.hostFiles).some((path) => path.endsWith(`/${LAB_FILE}`));
  const [apply, set, service] = isLab ? [`kubectl apply -f ${LAB_FILE}`, 'nginx-web-sts-vct', 'linux-headless'] : ['kubectl apply -f https://k8s.io/examples/application/web/web.yaml', 'web', 'nginx'];
  const image = isLab ? 'harbor.myharbor.com/myharbor/alpine' : 'busybox:1.28';
  return [
    { title: 'empty.orderTitle', text: 'empty.orderText', line: apply },
    { title: 'empty.breakTitle', text: 'empty.breakText', line: `kubectl delete pod ${set}-1` },
    { title: 'empty.nameTitle', text: 'empty.nameText', line: `kubectl run --image=${image} --rm -it dns-test -- ping -c 2 ${set}-1.${service}` },
  ];
}

const LAB_FILE = '02_statefulset_headless_volumeClaimTemplates.yml';
