import { defineUtility } from '../command.ts';

/** Nobody has a table of jobs, and none can be made: the cluster has CronJobs. */
export const crontab = defineUtility({
  name: 'crontab',
  flavours: ['centos7', 'alpine'],
  summary: 'list the jobs that cron runs',
  run: (process) => {
    const [option = ''] = process.argv.slice(1);
    if (option === '-l' || option === '-r') {
      process.err('no crontab for root\n');
      return 1;
    }
    process.err('crontab: jobs of a node are not part of this simulation: the cluster runs them, see `kubectl create cronjob --help`\n');
    return 127;
  },
});
