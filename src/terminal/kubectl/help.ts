import type { KubectlCommand, KubectlGroup } from './command.ts';

export function commandHelp(command: KubectlCommand): string {
  return `${command.short}\n`;
}
export function groupHelp(group: KubectlGroup): string {
  return `${group.short}\n`;
}
export function rootHelp(): string {
  return '';
}
