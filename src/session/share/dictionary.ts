/** Words that sessions are full of: a compressed link refers to them instead of bringing them. Its bytes are part of version 1. */
export const DICTIONARY = [
  'nginx-web-sts-svc.default.svc.myharbor.com', 'nginx-web-headless', 'linux-headless', 'managed-nfs-storage', 'harbor.myharbor.com/myharbor/', '/opt/data/kubernetes/default-data-nginx-web-sts-vct-',
  'registry.k8s.io/nginx-slim:0.21', 'https://k8s.io/examples/application/web/web.yaml', 'https://k8s.io/examples/application/mysql/mysql-', 'persistentVolumeClaimRetentionPolicy', 'volumeClaimTemplates:',
  'podManagementPolicy', 'updateStrategy', 'rollingUpdate', 'partition', 'replicas', 'metadata:\\n  name: ', 'apiVersion: apps/v1\\nkind: StatefulSet\\n', 'apiVersion: v1\\nkind: Service\\n', 'spec:\\n  ',
  'selector:\\n    matchLabels:\\n', 'template:\\n    metadata:\\n      labels:\\n', 'containers:\\n', 'accessModes: [ \\"ReadWriteOnce\\" ]', 'storage: 1Gi', 'clusterIP: None',
  'kubectl describe pod ', 'kubectl get pods -o wide', 'kubectl get pods -w', 'kubectl get pvc,pv', 'kubectl get statefulset', 'kubectl delete pod ', 'kubectl delete statefulset ', 'kubectl scale sts ', ' --replicas=',
  'kubectl rollout status sts/', 'kubectl rollout undo sts/', 'kubectl set image sts/', 'kubectl patch sts ', ' --type=merge -p ', 'kubectl exec -it ', ' -- sh', 'kubectl run --image=', ' --rm -it dns-test -- ',
  'kubectl apply -f ', 'for i in $(seq 0 2);do ', 'while true;do curl ', ';sleep 1;done', 'nslookup ', 'ping -c 4 ', 'cat > ', " << 'EOF'", 'fault power off node/', 'fault network cut node/',
  '","arrangement":"', '","selected":"Pod/default/web-', '"do":"fault","fault":{"fault":"', '"do":"resize","terminal":1,"columns":', '"rows":', '"do":"saveFile","editor":', '"do":"closeEditor","editor":', ',"code":0}],[', '"do":"type","terminal":1,"text":"', '"do":"run","terminal":1,"line":"kubectl ',
].join('');
