import { MaintError } from '@flatnet-maint/core';

export type Profile = 'posix' | 'windows';

/** How a system spells paths. Parts begin with the root: '' or a drive letter. */
export interface PathRules {
  split(path: string): string[];
  join(parts: readonly string[]): string;
  /** The spelling under which a name is found: Windows keeps the case of a name and ignores it when looking. */
  fold(name: string): string;
  isAbsolute(path: string): boolean;
}

export const pathRules = (profile: Profile): PathRules => (profile === 'windows' ? windows : posix);

const posix: PathRules = {
  split: (path) => (path.startsWith('/') ? ['', ...clean(path.split('/'))] : refuse(path)),
  join: (parts) => (parts.length < 2 ? '/' : parts.join('/')),
  fold: (name) => name,
  isAbsolute: (path) => path.startsWith('/'),
};

const windows: PathRules = {
  split(path) {
    const slashed = path.replaceAll('\\', '/');
    const [, drive, rest] = /^([A-Za-z]:)?(\/.*)$/s.exec(slashed) ?? [];
    if (rest === undefined) return refuse(path);
    return [(drive ?? 'C:').toUpperCase(), ...clean(rest.split('/'))];
  },
  join: (parts) => (parts.length < 2 ? `${parts[0]}\\` : parts.join('\\')),
  fold: (name) => name.toLowerCase(),
  isAbsolute: (path) => /^([A-Za-z]:)?[\\/]/.test(path),
};

/** `.` and empty parts go; `..` stays for the walk, since it means the parent of where a link leads. */
const clean = (parts: readonly string[]) => parts.filter((part) => part !== '' && part !== '.');

function refuse(path: string): never {
  throw new MaintError(
    'E_FILE_PATH',
    `${JSON.stringify(path)} is no absolute path. Nothing was done.`,
    'Give the whole path.',
  );
}
