import { kubectlUtility } from '#terminal/kubectl/index.ts';

export const kubectl = [kubectlUtility];
