import { describe, expect, it } from 'vitest';
import { givenCluster } from '../kubectl/givenCluster.ts';

describe('httpd', () => {
  const given = givenCluster();
  given.script('kubectl run h --image=httpd:2.4\nkubectl expose pod h --port=80\nsleep 10');
  const fetch = (path: string) => given.script(`curl -s $(kubectl get svc h -o jsonpath={.spec.clusterIP})${path}`);

  it('serves its page, and what is put beside it', () => {
    given.script("kubectl exec h -- sh -c 'echo mine > htdocs/my.txt'");

    expect([fetch('/'), fetch('/my.txt')]).toEqual(['<html><body><h1>It works!</h1></body></html>\n', 'mine\n']);
    expect(fetch('/none')).toContain('<title>404 Not Found</title>');
  });

  it('lists a directory without an index', () => {
    given.script('kubectl exec h -- rm htdocs/index.html');

    expect(fetch('/')).toContain('<h1>Index of /</h1>\n<ul><li><a href="my.txt"> my.txt</a></li>\n</ul>');
  });

  it('logs what it was asked', () => {
    expect(given.script('kubectl logs h')).toMatch(/AH00489: Apache\/2\.4\.65 \(Unix\) configured -- resuming normal operations\n[^]*"GET \/none HTTP\/1\.1" 404 \d+\n/);
  });
});

describe('agnhost', () => {
  it('tells its name, echoes, and ends as asked', () => {
    const given = givenCluster();
    given.script('kubectl run a --image=registry.k8s.io/e2e-test-images/agnhost:2.40 --restart=Never -- netexec --http-port=8080\nsleep 8');
    const fetch = (path: string) => given.script(`curl -s "$(kubectl get pod a -o jsonpath={.status.podIP}):8080${path}"`);

    expect([fetch('/hostname'), fetch('/echo?msg=hi%20there')]).toEqual(['a', 'hi there']);
    fetch('/exit?code=3');
    given.script('sleep 5');
    expect(given.script('kubectl get pod a -o jsonpath={.status.containerStatuses[0].state.terminated.exitCode}')).toBe('3');
  });

  it('fails its liveness probe after ten seconds and is started again', () => {
    const given = givenCluster();
    given.script('kubectl apply -f https://k8s.io/examples/pods/probe/http-liveness.yaml\nsleep 40');

    expect(given.script('kubectl describe pod liveness-http')).toContain('Liveness probe failed: HTTP probe failed with statuscode: 500');
  });
});

describe('images of courses', () => {
  it('answer as their pages say', () => {
    const given = givenCluster();
    given.script('kubectl run m --image=ikubernetes/myapp:v2\nkubectl run k --image=luksa/kubia-pet\nkubectl run w --image=wordpress\nsleep 15');
    const fetch = (pod: string, rest: string) => given.script(`curl -s ${rest.replace('HOST', `$(kubectl get pod ${pod} -o jsonpath={.status.podIP})`)}`);

    expect(fetch('m', 'HOST/')).toBe('Hello MyApp | Version: v2 | <a href="hostname.html">Pod Name</a>\n');
    expect(fetch('k', '-d hello HOST:8080/') + fetch('k', 'HOST:8080/')).toBe("Data stored on pod k\nYou've hit k\nData stored on this pod: hello\n");
    expect(fetch('w', 'HOST/')).toContain('Error establishing a database connection');
  });
});
