import { describe, expect, it } from 'vitest';
import { givenNodes, REAL } from './givenNodes.ts';

describe('x', () => {
  it.each([
   ['plain', {}], 
   ['crash', {containers:[{name:'nginx',image:'nginx:crash'}]}],
   ['broken', {containers:[{name:'nginx',image:'nginx:broken'}]}],
   ['init', {initContainers:[{name:'prepare',image:'busybox:1.36',command:['sh','-c','echo ready']}],containers:[{name:'nginx',image:'nginx:1.25'},{name:'side',image:'fluentd:v1'}]}],
   ['once', {restartPolicy:'Never', containers:[{name:'c',image:'busybox:1.36',args:['sh','-c','echo hi; sleep 2']}]}],
   ['never', {containers:[{name:'nginx',image:'nginx:1.25',readinessProbe:{exec:{command:['false']},periodSeconds:2}}]}],
   ['cfg', {containers:[{name:'nginx',image:'nginx:1.25',envFrom:[{configMapRef:{name:'web-conf'}}]}]}],
   ['mnt', {volumes:[{name:'cfg',configMap:{name:'site-conf'}}],containers:[{name:'nginx',image:'nginx:1.25',volumeMounts:[{name:'cfg',mountPath:'/etc/cfg'}]}]}],
  ] as const)('%s', (name, spec) => {
    for (const profile of [{}, REAL]) {
    const given = givenNodes(profile);
    given.create('web-0', spec as never);
    const t: string[] = [];
    given.apiServer.onChange(({object,type,atMs})=>{ if(object.kind==='Pod') t.push(`${atMs} ${type} ${given.rows.at(-1)}`)});
    given.runFor(60000);
    given.api.delete({kind:'Pod',namespace:'default',name:'web-0'});
    given.runFor(40000);
    console.log(name, t, given.events('web-0'), given.why.all().map(w=>`${w.atMs} ${w.kind} ${w.code} ${JSON.stringify(w.params)}`));
    }
    expect(1).toBe(1);
  });
});
