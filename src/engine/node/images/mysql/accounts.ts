import type { FileSystem } from '../../../machine/files.ts';
import { digestOf } from '../../digest.ts';
import { tablesIn, type Column } from '../sql/tables.ts';

export interface Account {
  readonly user: string;
  /** `%` or `localhost`. */
  readonly host: string;
  /** Of the password; empty when there is none. */
  readonly digest: string;
}

const COLUMNS: readonly Column[] = ['Host', 'User', 'plugin', 'authentication_string'].map((name) => ({ name, type: 'varchar(255)', isKey: name === 'Host' || name === 'User', isUnique: false, isRequired: true, counts: false, fallback: '', isMoment: false }));

/** Who may log in: kept in the data directory like everything else. */
export interface Accounts {
  all(): readonly Account[];
  put(account: Account): void;
  drop(user: string, host: string): boolean;
  /** The account that this login is, or undefined when it is refused. */
  logIn(user: string, password: string, isLocal: boolean): Account | undefined;
}

export function digestOfPassword(password: string): string {
  return password === '' ? '' : digestOf(`mysql ${password}`).slice(0, 40);
}

export function accountsIn(files: FileSystem, dataDirectory: string): Accounts {
  const tables = tablesIn(files, dataDirectory, '.ibd');
  const all = (): readonly Account[] => (tables.read('mysql', 'user')?.rows ?? []).map(([host, user, , digest]) => ({ user: String(user), host: String(host), digest: String(digest ?? '') }));
  const write = (accounts: readonly Account[]) => tables.write('mysql', 'user', { columns: COLUMNS, next: 1, rows: accounts.map(({ user, host, digest }) => [host, user, 'mysql_native_password', digest]) });
  const isSame = (user: string, host: string) => (account: Account) => account.user === user && account.host === host;
  return {
    all,
    put: (account) => write([...all().filter((other) => !isSame(account.user, account.host)(other)), account]),
    drop: (user, host) => {
      const isThere = all().some(isSame(user, host));
      if (isThere) write(all().filter((account) => !isSame(user, host)(account)));
      return isThere;
    },
    logIn: (user, password, isLocal) => {
      const candidates = all().filter((account) => account.user === user && (account.host === '%' || (isLocal && account.host === 'localhost')));
      // The more exact host comes first.
      const account = candidates.find(({ host }) => host === 'localhost') ?? candidates[0];
      return account !== undefined && account.digest === digestOfPassword(password) ? account : undefined;
    },
  };
}
