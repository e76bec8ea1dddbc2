const POD = `apiVersion: v1
kind: Pod
metadata:
  name: nginx
spec:
  containers:
  - name: nginx
    image: nginx:1.14.2
    ports:
    - containerPort: 80
`;

const deploymentOf = (replicas: number, labels: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deployment
${labels}spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
`;

/** One pod, and one Deployment in two sizes. */
export const BASICS: Readonly<Record<string, string>> = {
  'pods/simple-pod.yaml': POD,
  'application/deployment.yaml': deploymentOf(2, ''),
  'controllers/nginx-deployment.yaml': deploymentOf(3, '  labels:\n    app: nginx\n'),
};
