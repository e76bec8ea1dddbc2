/** One thing that a reader does, and what the screen then shows. */
export interface Step {
  /** The command's number in its source; a line that the source leaves to the reader has none. */
  readonly id?: string;
  /** The line as it is typed, Enter follows. Several lines are typed one after the other. */
  readonly type?: string;
  /** Keys as they are pressed, instead of a line: `^C`, `^D`, `TAB`, or text. */
  readonly keys?: readonly string[];
  /** Which terminal; the first one when absent. */
  readonly terminal?: number;
  /** Seconds that go by before Ctrl-C; without it the step lasts until a prompt waits again. */
  readonly interruptAfter?: number;
  /** Seconds that pass afterwards. */
  readonly wait?: number;
  /** What the screen shows. */
  readonly shows?: RegExp;
  /** What it does not show. */
  readonly hides?: RegExp;
  /** The refusal that the real programs give today: with it the step may fail. */
  readonly refused?: RegExp;
  /** A command that goes on in the foreground while the next steps are typed elsewhere, or into it. */
  readonly goesOn?: true;
  /** What an editor is left with: the file's text before to the text after; undefined leaves it unchanged. */
  readonly edit?: (text: string) => string;
}

/** A tutorial with its world: what has to be there before the first line is typed. */
export interface Tutorial {
  readonly id: string;
  readonly title: string;
  readonly profile: 'lab' | 'upstream';
  /** Files that the text gives to the reader, by their path in the directory of the terminal. */
  readonly files?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** Text that a program prints when it will not or cannot do as told. */
export const REFUSAL = /command not found|: not found$|^error:|Error from server|not part of this simulation|is invalid:|^Unable to connect|unknown command|No such file or directory|syntax error|bad address|Could not resolve|can't resolve|StartError|ErrImagePull|CrashLoopBackOff|^E: /m;

type Details = Omit<Step, 'id' | 'type' | 'shows'>;

/** A line of the tutorial, with what the screen shows for it. */
export function line(id: string, type: string, shows?: RegExp, details: Details = {}): Step {
  return { id, type, ...(shows === undefined ? {} : { shows }), ...details };
}

/** A line that the text leaves to the reader: waiting, looking, tidying up. */
export function between(type: string, details: Details & { readonly shows?: RegExp } = {}): Step {
  return { type, ...details };
}

/** The ready column of every pod that the table lists says so. */
export const ALL_READY = /(?:\s(\d+)\/\1\s+Running.*\n)+/;

/** What a program of the outside world says here: one line, and that it is not simulated. */
export const OUTSIDE = /not (?:part of this simulation|simulated)|command not found/;

/** Two objects for the tutorials that write their own: a headless Service and a set of web servers behind it. */
export function webSet({ image = 'registry.k8s.io/nginx-slim:0.21', replicas = 2, name = 'web', service = 'nginx', label = 'app: nginx', storage = '', className = '', extra = '', withService = true }: Partial<WebSet> = {}): string {
  const head = `apiVersion: v1
kind: Service
metadata:
  name: ${service}
  labels:
    ${label}
spec:
  ports:
  - port: 80
    name: web
  clusterIP: None
  selector:
    ${label}
---
`;
  const mount = `        volumeMounts:
        - name: www
          mountPath: /usr/share/nginx/html
`;
  const claim = `  volumeClaimTemplates:
  - metadata:
      name: www
    spec:
      accessModes: [ "ReadWriteOnce" ]
${className === '' ? '' : `      storageClassName: ${className}\n`}      resources:
        requests:
          storage: ${storage}
`;
  return `${withService ? head : ''}apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: ${name}
spec:
  serviceName: "${service}"
  replicas: ${replicas}
${extra}  selector:
    matchLabels:
      ${label}
  template:
    metadata:
      labels:
        ${label}
    spec:
      containers:
      - name: nginx
        image: ${image}
        ports:
        - containerPort: 80
          name: web
${storage === '' ? '' : mount}${storage === '' ? '' : claim}`;
}

interface WebSet {
  readonly image: string;
  readonly replicas: number;
  readonly name: string;
  readonly service: string;
  readonly label: string;
  /** The size of the claim of each pod; none without. */
  readonly storage: string;
  readonly className: string;
  /** More lines of the set's spec. */
  readonly extra: string;
  readonly withService: boolean;
}
