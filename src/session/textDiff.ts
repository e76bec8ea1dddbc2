/** The hunks of `diff -u` between two texts: for the page, which shows what a rollout changes. */
export { unifiedDiff } from '#terminal/kubectl/diff/unifiedDiff.ts';
