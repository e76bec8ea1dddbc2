import type { Outcome, Traffic } from '#engine/network/network.ts';

/** One step of a search list: what was put behind the name, and what came of it. */
export interface Try {
  /** `.default.svc.cluster.local`; empty for the name as it was asked for. */
  readonly suffix: string;
  /** Undefined for a step that was not needed. */
  readonly outcome: Outcome | undefined;
  readonly answer: string;
}

/** A name that a pod asked for, and how its resolver went through the search list. */
export interface Lookup {
  readonly client: string;
  readonly asked: string;
  readonly tries: readonly Try[];
  readonly atMs: number;
}

/** Questions of one client that follow each other so closely belong to one lookup, in milliseconds. */
const TOGETHER_MS = 2000;

/** The newest lookup that a pod made, from the exchanges of the last seconds; undefined when none did. */
export function newestLookup(traffic: readonly Traffic[], domain: string): Lookup | undefined {
  const questions = traffic.flatMap(questionOf);
  const last = questions.at(-1);
  if (last === undefined) return undefined;
  const stem = last.name.split('.')[0];
  const mine = questions.filter(({ client, name, atMs }) => client === last.client && name.split('.')[0] === stem && last.atMs - atMs <= TOGETHER_MS);
  const suffixes = searchList(last.client, domain);
  const asked = askedName(mine[0]?.name ?? last.name, mine.map(({ name }) => name), suffixes);
  const tries = [...suffixes, ''].map((suffix): Try => {
    const question = mine.findLast(({ name }) => name === asked + suffix);
    return { suffix, outcome: question?.outcome, answer: question?.answer ?? '' };
  });
  return { client: last.client, asked, tries, atMs: last.atMs };
}

/** k8s: kubelet GetPodDNS writes these into a pod's /etc/resolv.conf. */
function searchList(client: string, domain: string): readonly string[] {
  const namespace = client.split('/')[0] ?? 'default';
  return [`.${namespace}.svc.${domain}`, `.svc.${domain}`, `.${domain}`];
}

/** What was typed: the first question without what the search list put behind it. */
function askedName(first: string, all: readonly string[], [longest = '']: readonly string[]): string {
  const bare = first.endsWith(longest) ? first.slice(0, -longest.length) : first;
  const isWalk = all.length > 1 || !bare.endsWith(longest);
  return isWalk && bare !== '' ? bare : first;
}

interface Question {
  readonly client: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly answer: string;
  readonly atMs: number;
}

function questionOf({ kind, label, path, outcome, answer, atMs }: Traffic): readonly Question[] {
  const name = /^A\? (\S+?)\.?$/.exec(label)?.[1];
  const client = path[0];
  return kind !== 'dns' || name === undefined || client?.kind !== 'pod' ? [] : [{ client: client.name, name, outcome, answer, atMs }];
}
