import { fileURLToPath } from 'node:url';

/** Absolute path of a file that ships beside the code: shell, Lua and configuration stay in their own languages. */
export const asset = (name: string): string => fileURLToPath(new URL(`../../assets/${name}`, import.meta.url));
