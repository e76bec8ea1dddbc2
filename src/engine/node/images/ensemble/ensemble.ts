import type { DaemonContext } from '../image.ts';
import { parsed, readMessage, readObject } from '../stored.ts';

/** A server of an ensemble, by its number and the name others reach it under. */
export interface Member {
  readonly id: number;
  readonly host: string;
  readonly port: number;
}

/** What a member says of itself. */
interface State {
  readonly id: number;
  readonly epoch: number;
  readonly leader: number | undefined;
  /** How many operations it has. */
  readonly length: number;
}

/**
 * Servers that agree on one sequence of operations: one leads, and what most of them have is done. All have the same
 * sequence, so all come to the same state. It lies in a file, so a server that comes back has lost nothing.
 * simplified: who leads is settled when somebody asks, and a write is told to all followers in one moment.
 */
export interface Ensemble {
  /** What all agree on, as far as this member knows now. */
  operations(): readonly string[];
  /** Who leads; undefined where most members are out of reach. */
  leader(): Member | undefined;
  isLeader(): boolean;
  /** Adds an operation; false when most members are out of reach. */
  propose(operation: string): boolean;
  epoch(): number;
  members(): readonly Member[];
  /** Those that answer now, this one included. */
  reachable(): readonly Member[];
  setMembers(members: readonly Member[]): void;
  /** Answers another member; undefined for a message that is none of theirs. */
  answer(message: string): string | undefined;
}

export interface EnsembleOptions {
  readonly context: DaemonContext;
  readonly me: () => number;
  readonly members: readonly Member[];
  /** Where the operations are kept. */
  readonly path: string;
  /** Of equals, the one with the lowest number leads instead of the highest. */
  readonly prefersFirst?: boolean;
}

/** An operation in its line of the file; undefined where the line is damaged. */
function operationIn(line: string): string | undefined {
  const operation = parsed(line);
  return typeof operation === 'string' && (/^\w+$/.test(operation) || readObject(operation, 'does') !== undefined || readObject(operation, 'sql') !== undefined) ? operation : undefined;
}

const WORD = 'ENSEMBLE';

interface Ask {
  readonly does: 'state' | 'lead' | 'append' | 'fetch' | 'propose';
  readonly leader?: number;
  readonly epoch?: number;
  readonly operation?: string;
  readonly at?: number;
}

export function createEnsemble({ context, me, members: given, path, prefersFirst = false }: EnsembleOptions): Ensemble {
  const { files } = context.machine;
  let members = given;
  let epoch = 0;
  let leaderId: number | undefined;

  const operations = (): readonly string[] => (files.exists(path) ? files.read(path).split('\n').flatMap((line) => operationIn(line) ?? []) : []);
  const write = (all: readonly string[]) => {
    files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
    files.write(path, all.map((operation) => `${JSON.stringify(operation)}\n`).join(''));
  };
  const state = (): State => ({ id: me(), epoch, leader: leaderId, length: operations().length });

  const ask = <T>({ host, port }: Member, question: Ask, isUnseen = true): T | undefined => {
    const address = context.resolve(host, { isUnseen: true }).addresses[0];
    const { reply } = address === undefined ? {} : context.talk(address, port, `${WORD} ${question.does}${question.operation === undefined ? '' : ` ${question.operation.slice(0, 60)}`}\n${JSON.stringify(question)}`, { isUnseen });
    return reply === undefined || reply === '' ? undefined : (JSON.parse(reply.slice(reply.indexOf('\n') + 1)) as T);
  };
  const others = () => members.filter(({ id }) => id !== me());
  const states = (): readonly State[] => [state(), ...others().flatMap((member) => ask<State>(member, { does: 'state' }) ?? [])];

  /** Finds who leads, or has the one with the most operations lead. */
  const settle = (): number | undefined => {
    const seen = states();
    if (seen.length <= members.length / 2) {
      leaderId = undefined;
      return undefined;
    }
    const newest = Math.max(...seen.map((one) => one.epoch));
    const leading = seen.find((one) => one.leader === one.id && one.epoch === newest);
    const chosen = leading ?? [...seen].sort((a, b) => b.length - a.length || (prefersFirst ? a.id - b.id : b.id - a.id))[0];
    if (chosen === undefined) return undefined;
    if (leading === undefined) {
      epoch = newest + 1;
      for (const member of others()) ask(member, { does: 'lead', leader: chosen.id, epoch });
    } else epoch = newest;
    leaderId = chosen.id;
    catchUp(chosen);
    return chosen.id;
  };

  const catchUp = (leader: State) => {
    const member = members.find(({ id }) => id === leader.id);
    if (leader.id === me() || member === undefined || leader.length === operations().length) return;
    const all = ask<readonly string[]>(member, { does: 'fetch' });
    if (all !== undefined) write(all);
  };

  const lead = (operation: string): boolean => {
    const before = operations();
    write([...before, operation]);
    const acknowledged = others().filter((member) => ask<boolean>(member, { does: 'append', operation, at: before.length, epoch }, false) === true).length + 1;
    if (acknowledged > members.length / 2) return true;
    write(before);
    return false;
  };

  const propose = (operation: string): boolean => {
    const id = settle();
    if (id === undefined) return false;
    if (id === me()) return lead(operation);
    const leader = members.find((member) => member.id === id);
    return leader !== undefined && ask<boolean>(leader, { does: 'propose', operation }, false) === true;
  };

  const answer = (question: Ask): unknown => {
    switch (question.does) {
      case 'state':
        return state();
      case 'lead':
        leaderId = question.leader;
        epoch = question.epoch ?? epoch;
        return true;
      case 'fetch':
        return operations();
      case 'append': {
        const mine = operations();
        if (mine.length !== question.at) return follow(question);
        write([...mine, question.operation ?? '']);
        return true;
      }
      case 'propose':
        return lead(question.operation ?? '');
    }
  };

  /** One that missed something gets it all. */
  const follow = (question: Ask): boolean => {
    const leader = members.find(({ id }) => id === leaderId);
    const all = leader === undefined ? undefined : ask<readonly string[]>(leader, { does: 'fetch' });
    if (all === undefined) return false;
    write(all.at(-1) === question.operation ? all : [...all, question.operation ?? '']);
    return true;
  };

  return {
    propose,
    operations: () => {
      settle();
      return operations();
    },
    leader: () => {
      const id = settle();
      return members.find((member) => member.id === id);
    },
    isLeader: () => settle() === me(),
    epoch: () => epoch,
    members: () => members,
    reachable: () => members.filter((member) => member.id === me() || ask<State>(member, { does: 'state' }) !== undefined),
    setMembers: (next) => {
      members = next;
    },
    answer: (message) => {
      if (!message.startsWith(`${WORD} `)) return undefined;
      const question = readMessage<Ask>(message, 'does');
      if (question === undefined) return undefined;
      const reply = answer(question);
      return `${reply === true ? 'ok' : 'state'}\n${JSON.stringify(reply)}`;
    },
  };
}
