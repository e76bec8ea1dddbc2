import type { TextsFor } from '../../texts.ts';
import type { lesson } from './lesson.ts';

export const texts: TextsFor<typeof lesson> = {
  goal: 'A ClusterIP is a rule for a port and not a machine: it answers a connection, and no ping.',
  steps: {
    pod: {
      title: 'Ping a pod',
      text: 'Three pods run, with a [[service|Service]] in front. A pod has an address of its own: ping it.',
      hints: ['The address stands in the status of the pod.', 'Three requests are enough.', 'Run `ping -c 3 10.100.1.88`, or the command of this step.'],
    },
    service: {
      title: 'Ping the Service',
      text: 'The Service has the address 10.200.3.231. Ping that.',
      hints: ['`kubectl get svc` shows the address.', 'Three requests again.', 'Run `ping -c 3 10.200.3.231`.'],
      prediction: {
        question: 'What comes back?',
        choices: { replies: 'Replies of one of the pods', silence: 'Nothing', refused: 'Connection refused' },
        reveal: 'Nothing. No interface in the cluster has this address. kube-proxy rewrites connections to its ports, and an echo request has no port.',
      },
      outputNotes: { loss: 'No reply, though the Service is healthy' },
      notes: 'Many an hour has been lost here. With other modes of kube-proxy the address is on an interface and answers.',
    },
    curl: {
      title: 'Use its port',
      text: 'Ask the same address for a page.',
      hints: ['The port is 80, which curl takes by itself.', 'No ping, a connection.', 'Run `curl 10.200.3.231`.'],
      prediction: {
        question: 'The ping got no reply. Does curl?',
        choices: { works: 'Yes', fails: 'No' },
        reveal: 'Yes. For TCP port 80 there is a rule: it picks one of the three pods by chance.',
      },
      notes: 'Test a Service with what it is for.',
    },
    port: {
      title: 'Try another port',
      text: 'Ask for port 8080, which the Service does not have.',
      hints: ['A colon and the port behind the address.', 'Give it three seconds.', 'Run `curl -m 3 10.200.3.231:8080`.'],
    },
    scaled: {
      title: 'Take the pods away',
      text: 'Scale the set to zero, wait until the pods are gone, and ask port 80 once more.',
      hints: ['First zero replicas.', 'Then curl.', 'Run `kubectl scale statefulset nginx-web-sts-vct --replicas=0`, then `curl 10.200.3.231`.'],
      prediction: {
        question: 'A Service without pods: what does curl say?',
        choices: { timeout: 'It waits and gives up', refused: 'Connection refused, at once' },
        reveal: 'Refused. For a port without [[endpoint|endpoints]] kube-proxy puts a rule that rejects.',
      },
      notes: 'Refused means: the Service is there, nobody is behind it. Silence means something else.',
    },
  },
  parts: {
    noEcho: 'Requests without a reply',
    ended: '`ping` has ended with an error',
    answered: 'A page was answered',
    tried: 'The other port was tried',
    noPods: 'Pods left',
    refused: 'The connection was refused',
  },
  closing: {
    question: 'A ClusterIP does not answer ping. What does that say about the Service?',
    choices: { down: 'It is down', rule: 'Nothing: the address is only a rule for its ports', firewall: 'A firewall is in the way' },
    explanation: 'Ask a port of it instead.',
  },
  takeaway: 'Ping pods, connect to Services.',
  wrongAnswers: { pingsPod: 'Pings the pod once more', tooEarly: 'Asks while pods are still there' },
};
