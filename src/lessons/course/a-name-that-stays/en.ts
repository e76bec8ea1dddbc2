import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A pod gets a new address whenever it is replaced; its name stays, and a [[headless-service|headless Service]] answers for it.',
  steps: {
    write: {
      title: 'Write the manifest',
      text: 'The file holds two objects: a Service without a virtual IP, and a StatefulSet that names this Service. The shell shows `> ` until it reads the line `EOF`.',
      hints: [
        'The prompt `> ` means that the shell still waits for the end of the text.',
        'A here-document ends with the word that stands behind `<<`, alone on its line.',
        'Type `EOF` and press Enter. Ctrl-C gives up and writes nothing.',
      ],
      notes: 'The document leaves out the closing `EOF`. Let the class find out what `> ` means before you say it.',
    },
    apply: {
      title: 'Apply it',
      text: 'kubectl sends both objects to the API server. Watch the columns fill.',
      hints: [
        'The file is written; now the cluster has to hear of it.',
        '`kubectl apply` takes the file behind `-f`.',
        'Run `kubectl apply -f 01_statefulset_headless_network.yml` and wait until three pods are Ready.',
      ],
      prediction: {
        question: 'Three replicas are asked for. How will the pods come?',
        choices: { together: 'All three at once', ascending: '0, then 1, then 2', anyOrder: 'One by one, in no fixed order' },
        reveal: 'The pods came in the order 0, 1, 2, and each one waited until the one before it was Ready. That is the default policy, OrderedReady.',
      },
      notes: 'Ask what the controller waits for between two pods. Select the set and open Why while pod 0 is still starting.',
    },
    look: {
      title: 'Look at the addresses',
      text: 'Each pod has an address of its own, from the range of its node. These addresses are not promised to anyone.',
      hints: [
        'The plain list of pods has no addresses.',
        'An output format of `kubectl get` adds columns.',
        'Run `kubectl get pods -o wide`.',
      ],
      outputNotes: { ip: 'Remember this address: it will change, the name will not' },
    },
    enter: {
      title: 'Start a pod to ask from',
      text: 'Cluster names are known inside the cluster. `dns-test` is an ordinary pod with a shell; its prompt is `/ # `.',
      hints: [
        'The node itself does not ask the cluster DNS. A pod does.',
        '`kubectl run` with `-it` and `-- sh` gives a shell in a new pod.',
        'Run `kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh`.',
      ],
    },
    ping: {
      title: 'Ping every pod by name',
      text: 'Write the name of the pod and the name of the Service, no address. See how the resolver completes it.',
      hints: [
        'The name of the Service is enough; the rest of the domain is added.',
        'The list behind `search` in `/etc/resolv.conf` is what is added.',
        'In dns-test, run `for i in $(seq 0 2);do ping nginx-web-headless-$i.linux-headless -c 4;done`.',
      ],
      outputNotes: {
        resolved: 'The name has become an address; from here on only the address counts',
        ttl62: 'ttl=62: two nodes have passed it on, each took one',
        ttl64: 'ttl=64: this pod and dns-test are on the same node',
        noLoss: 'Nothing was lost',
      },
      notes: 'The same name was completed with `default.svc.myharbor.com`. Ask which node each pod is on, from the ttl alone.',
    },
    replace: {
      title: 'Delete pod 1 and ping it again',
      text: 'Leave dns-test, delete pod 1 and let the set replace it. Then ping the same name once more.',
      hints: [
        'The set notices by itself that ordinal 1 has no pod.',
        '`kubectl delete pod` takes the name of the pod. Wait until the new one is Ready before you ping.',
        'Run `exit`, `kubectl delete pod nginx-web-headless-1`, start dns-test again, and run `ping nginx-web-headless-1.linux-headless -c 4`.',
      ],
      prediction: {
        question: 'Pod 1 is deleted and made again. Which of these will be different?',
        choices: { name: 'Its name', address: 'Its address', ordinal: 'Its number' },
        reveal: 'Only the address is new. The pod is another object with another uid, yet ordinal, name and host name are those of the old one, and DNS already answers the new address.',
      },
      notes: 'Compare the uid before and after in the inspector. The old pod is not repaired; another one takes its place.',
    },
    short: {
      title: 'Leave out the Service',
      text: 'Ping the pod by its bare name. Nothing called that exists in DNS: pods have names only below their Service.',
      hints: [
        'This step is meant to fail.',
        'Count how often the resolver asks before it gives up.',
        'In dns-test, run `ping nginx-web-headless-1`.',
      ],
      outputNotes: { bad: 'None of the completed names exists' },
    },
  },
  parts: {
    fileService: 'The file holds a Service with `clusterIP: None`',
    fileSet: 'The file holds a StatefulSet that names it',
    noVip: 'The Service has no virtual IP',
    order: 'Created 0, 1, 2, each after the one before was Ready',
    looked: 'The pods were listed',
    resolved: 'Names resolved to the present addresses',
    reply0: 'Replies from 0',
    reply1: 'Replies from 1',
    reply2: 'Replies from 2',
    newPod: 'Pod 1 is a new object',
    newAddress: 'Pod 1 has a new address',
    resolvedAgain: 'The old name gives the new address',
    first: 'Tried with `.default.svc.myharbor.com`',
    second: 'Tried with `.svc.myharbor.com`',
    third: 'Tried with `.myharbor.com`',
  },
  closing: {
    question: 'An application in the same namespace has to reach pod 1 for good. What does it write down?',
    choices: {
      ip: '`10.100.5.28`',
      podName: '`nginx-web-headless-1`',
      podAndService: '`nginx-web-headless-1.linux-headless`',
    },
    explanation: 'The address goes with the pod, and the bare pod name is not in DNS. The name below the headless Service is answered for every pod that ever has this ordinal.',
  },
  takeaway: 'Addresses belong to pods, names belong to ordinals. Write down names.',
  wrongAnswers: {
    withVip: 'Leaves out `clusterIP: None`: the Service gets a virtual IP, and pods have no names of their own',
    byAddress: 'Pings the addresses instead of the names',
    otherPod: 'Deletes pod 2 instead of pod 1',
  },
};
