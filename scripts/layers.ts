/*
 * The table of ARCHITECTURE.md in a form that a program can hold the code against. A package that is not named here
 * breaks the first rule it meets, so a new one begins with a line in this file.
 */

export interface Layer {
  readonly may: readonly string[];
  /** The sentence that is printed when an import breaks it. */
  readonly rule: string;
}

const component: Layer = {
  may: ['core', 'actions'],
  rule: 'A component imports core and actions only, never another component: order is `after`, a string.',
};

/** The components: the parts of a Flatnet. */
const parts = ['gateway', 'cni', 'monitoring', 'nebula'];

const below4 = ['core', 'host', 'store', 'actions', 'engine', ...parts];

export const layers: Readonly<Record<string, Layer>> = {
  core: { may: [], rule: 'core is pure and imports nothing of ours.' },
  host: { may: ['core'], rule: 'host imports core only, never store: it implements the interfaces that core names.' },
  store: { may: ['core'], rule: 'store imports core only, never host: bytes come through the interfaces of core.' },
  actions: { may: ['core', 'store'], rule: 'actions imports core and store only, never engine.' },
  engine: { may: ['core'], rule: 'engine imports core only, never actions: it is handed a registry.' },
  ...Object.fromEntries(parts.map((name) => [name, component])),
  flatnet: { may: below4, rule: 'flatnet imports layers 0 to 3 only: no plans, no rehearsal, no command line.' },
  plans: {
    may: [...below4, 'flatnet'],
    rule: 'plans imports layers 0 to 4 only, never rehearsal or the command line.',
  },
  rehearsal: {
    may: [...below4, 'flatnet'],
    rule: 'rehearsal imports layers 0 to 4 only, never plans or the command line.',
  },
  cli: { may: [...below4, 'flatnet', 'plans', 'rehearsal'], rule: 'cli imports everything but testkit.' },
  testkit: { may: ['core'], rule: 'testkit imports core only; what else it runs is passed in.' },
};

/** What of a package stands beside its src/index.ts, since the whole of it would take too long to load there. */
export const doors: readonly string[] = ['flatnet/peek-language'];

/** Where an outside library may be imported. `tests` and `scripts` are homes too. */
export const homes: Readonly<Record<string, readonly string[]>> = {
  undici: ['host'],
  tar: ['store'],
  yauzl: ['store'],
  'xz-decompress': ['store'],
  openpgp: ['store'],
  'age-encryption': ['store'],
  semver: ['core', 'store'],
  zod: ['flatnet'],
  yaml: ['flatnet', 'monitoring', 'nebula'],
  zx: ['rehearsal', 'scripts'],
  yargs: ['cli'],
  listr2: ['cli'],
  'string-width': ['cli'],
  vitest: ['testkit', 'tests', 'scripts'],
  'fast-check': ['testkit', 'tests'],
  ajv: ['tests'],
  rolldown: ['scripts'],
  'rolldown-plugin-dts': ['scripts'],
  // Processes belong to a limit and to a tree kill, and both live in host.
  'node:child_process': ['host', 'rehearsal', 'scripts', 'tests'],
};
