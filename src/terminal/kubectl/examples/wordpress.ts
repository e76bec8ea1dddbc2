interface Part {
  readonly name: string;
  readonly tier: string;
  readonly service: string;
  readonly container: string;
  readonly claim: string;
}

const partOf = ({ name, tier, service, container, claim }: Part) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels:
    app: wordpress
spec:
${service}  selector:
    app: wordpress
    tier: ${tier}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${claim}
  labels:
    app: wordpress
spec:
  accessModes:
  - ReadWriteOnce
  resources:
    requests:
      storage: 20Gi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app: wordpress
spec:
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: wordpress
      tier: ${tier}
  template:
    metadata:
      labels:
        app: wordpress
        tier: ${tier}
    spec:
      containers:
${container}`;

const password = (name: string) => `        - name: ${name}
          valueFrom:
            secretKeyRef:
              name: mysql-pass
              key: password
`;

const volumeAt = (volume: string, path: string, claim: string) => `        volumeMounts:
        - name: ${volume}
          mountPath: ${path}
      volumes:
      - name: ${volume}
        persistentVolumeClaim:
          claimName: ${claim}
`;

const DATABASE = partOf({
  name: 'wordpress-mysql',
  tier: 'mysql',
  service: '  clusterIP: None\n  ports:\n  - port: 3306\n',
  claim: 'mysql-pv-claim',
  container: `      - name: mysql
        image: mysql:8.0
        env:
${password('MYSQL_ROOT_PASSWORD')}        - name: MYSQL_DATABASE
          value: wordpress
        - name: MYSQL_USER
          value: wordpress
${password('MYSQL_PASSWORD')}        ports:
        - name: mysql
          containerPort: 3306
${volumeAt('mysql-persistent-storage', '/var/lib/mysql', 'mysql-pv-claim')}`,
});

const SITE = partOf({
  name: 'wordpress',
  tier: 'frontend',
  service: '  type: LoadBalancer\n  ports:\n  - port: 80\n',
  claim: 'wp-pv-claim',
  container: `      - name: wordpress
        image: wordpress:6.2.1-apache
        env:
        - name: WORDPRESS_DB_HOST
          value: wordpress-mysql
${password('WORDPRESS_DB_PASSWORD')}        - name: WORDPRESS_DB_USER
          value: wordpress
        ports:
        - name: wordpress
          containerPort: 80
${volumeAt('wordpress-persistent-storage', '/var/www/html', 'wp-pv-claim')}`,
});

/** A site and its database; the Secret mysql-pass comes from a kustomization. */
export const WORDPRESS: Readonly<Record<string, string>> = {
  'application/wordpress/mysql-deployment.yaml': DATABASE,
  'application/wordpress/wordpress-deployment.yaml': SITE,
};
