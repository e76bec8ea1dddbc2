import type { Numbering } from './numbering.ts';

/** What the transcript as a whole says about how its texts compare. */
export interface Reading {
  readonly numbering: Numbering;
  /** The scenario pins pods to nodes, so node names are compared as they stand. */
  readonly nodesAreLiteral: boolean;
  /** Reasons of events that may be there or not. */
  readonly softReasons: readonly string[];
}

/** The letters and digits of names that Kubernetes makes up. */
export const GENERATED_LETTER = '[bcdfghjklmnpqrstvwxz2456789]';
const ADDRESS = String.raw`10\.100\.\d+\.\d+`;
const LISTED_ADDRESS = `${ADDRESS}(?::\\w+)?`;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DAYTIME = String.raw`\d\d:\d\d:\d\d`;

type Rule = readonly [pattern: RegExp, becomes: string | ((reading: Reading, ...found: readonly string[]) => string)];

/** In this order: what a rule leaves behind is read by the next. */
const RULES: readonly Rule[] = [
  // Colours.
  [/\u001B\[[\d;]*m/g, ''],
  // The endpoints controller writes this annotation by chance.
  [/ +annotations:\n +endpoints\.kubernetes\.io\/last-change-trigger-time: .*\n/g, ''],
  [/endpoints\.kubernetes\.io\/last-change-trigger-time: \S+/g, '<none>'],
  [/\/tmp\/(kubectl-edit-|LIVE-|MERGED-)\d+/g, '/tmp/$1<n>'],
  [/(\/tmp\/(?:kubectl-edit-|LIVE-|MERGED-)<n>)\.yaml/g, '$1'],
  [new RegExp(`\\b${UUID}\\b`, 'g'), ({ numbering }, uid = '') => numbering.of('uid', uid)],
  [/\b[\da-f]{64}\b/g, '<sha256>'],
  // 2026-11-23T06:51:20Z, 2026-11-23 06:51:20.123 +0000; Mon, 23 Nov 2026 06:51:20 +0000.
  [new RegExp(String.raw`\d{4}-\d\d-\d\d[T ]${DAYTIME}(?:\.\d+)?(?: ?Z| ?[+-]\d\d:?\d\d)?`, 'g'), '<time>'],
  [new RegExp(String.raw`\b\w{3}, \d\d \w{3} \d{4} ${DAYTIME} [+-]\d{4}`, 'g'), '<time>'],
  [/(resourceVersion\\?"?: ?\\?"?)\d+/g, '$1<rv>'],
  [/(Resource Version: +|actual:? |resource version to be \d+, was )\d+/g, '$1<rv>'],
  [/(?:https:\/\/)?127\.0\.0\.1:\d+/g, '<server>'],
  [/\b10\.200\.0\.1\b/g, '<apiserver-ip>'],
  [/\b10\.100\.\d+\.0\/24/g, '<podcidr>'],
  // Addresses and conditions in a list come in any order.
  [new RegExp(`\\b${LISTED_ADDRESS}(?:,${LISTED_ADDRESS})+`, 'g'), (_, list = '') => sortedList(list.replace(new RegExp(ADDRESS, 'g'), '<podip>'))],
  [/\b(?:true|false)(?:,(?:true|false))+\b/g, (_, list = '') => sortedList(list)],
  [new RegExp(`\\b${ADDRESS}\\b`, 'g'), ({ numbering }, ip = '') => numbering.of('podip', ip)],
  [/\b10\.200\.\d+\.\d+\b/g, ({ numbering }, ip = '') => numbering.of('clusterip', ip)],
  [/\b10\.0\.0\.10[1-3]\b/g, '<nodeip>'],
  [/("?nodePort"?: ?)\d{5}/g, '$1<nodeport>'],
  [/\b3[0-2]\d{3}(?=\/(?:TCP|UDP))/g, '<nodeport>'],
  // The name of an event ends in a moment.
  [/\.[\da-f]{16}\b/g, '.<event>'],
  [new RegExp(`(-|hash[=:] ?"?|hash":")(${GENERATED_LETTER}{8,10})(?![a-z\\d])`, 'g'), revisionHash],
  [new RegExp(`(?<=[a-z\\d>])-(${GENERATED_LETTER}{5})(?![a-z\\d.])`, 'g'), ({ numbering }, _, suffix = '') => `-${numbering.of('rand', suffix)}`],
  [/(Successfully assigned \S+ to )centos7k8s\d/g, '$1<node>'],
  [/centos7k8s\d/g, ({ nodesAreLiteral }, node = '') => (nodesAreLiteral ? node : '<node>')],
  [/\b(back-off )(?:\d+m)?\d+s/g, '$1<age>'],
  [/\((?:\d+[smhd])+ ago\)/g, '(<age> ago)'],
  [/\(lasts (?:\d+[smhd])+\)/g, '(lasts <age>)'],
  [/\bin [\d.]+m?s \([\d.]+m?s including waiting\)/g, 'in <age> (<age> including waiting)'],
  [/Image size: \d+ bytes/g, 'Image size: <n> bytes'],
];

/** Takes out of a text what differs from run to run: times, versions, made-up names, addresses, durations. */
export function replaceTokens(text: string, reading: Reading): string {
  return RULES.reduce((soFar, [pattern, becomes]) => (typeof becomes === 'string' ? soFar.replace(pattern, becomes) : soFar.replace(pattern, (...found: string[]) => becomes(reading, ...found))), text);
}

function sortedList(list: string): string {
  return list.split(',').sort().join(',');
}

/** Eight digits after a dash may be a date or a number of the user's; a hash has letters or is said to be one. */
function revisionHash({ numbering }: Reading, whole = '', before = '', hash = ''): string {
  return before !== '-' || /[a-z]/.test(hash) ? before + numbering.of('hash', hash) : whole;
}
