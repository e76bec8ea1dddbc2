import { OUTPUT_FLAGS } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { identityOf } from '../../auth/authorizer.ts';
import { alignColumns, TABLE_COLUMNS } from '../../printers/columns.ts';
import { createPrinter } from '../../printers/outputFormat.ts';

/** k8s: kubectl auth whoami */
export const whoami = defineKubectl({
  path: ['auth', 'whoami'],
  usage: '',
  short: 'Experimental: Check self subject attributes',
  long: 'Experimental: Check who you are and your attributes (groups, extra).\n\n        This command is helpful to get yourself aware of the current user attributes,\n        especially when dynamic authentication, e.g., token webhook, auth proxy, or OIDC provider,\n        is enabled in the Kubernetes cluster.',
  examples: `# Get your subject attributes
kubectl auth whoami`,
  flags: OUTPUT_FLAGS,
  run: (context) => {
    context.connect();
    const { user, uid, groups } = identityOf(context);
    const printer = createPrinter(context, context.flags, { forGet: false });
    if (printer !== undefined) {
      context.out(printer.print({ apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview', metadata: {}, status: { userInfo: { groups, ...(uid === '' ? {} : { uid }), username: user } } }));
      return;
    }
    const rows = [`Username\t${user}`, ...(uid === '' ? [] : [`UID\t${uid}`]), ...(groups.length === 0 ? [] : [`Groups\t[${groups.join(' ')}]`])];
    context.out(alignColumns(['ATTRIBUTE\tVALUE', ...rows], TABLE_COLUMNS));
  },
});
