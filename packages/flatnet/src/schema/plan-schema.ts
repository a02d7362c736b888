import type { Item, Json, Plan, Probe, Step } from '@flatnet-maint/core';
import { z } from 'zod';

/*
 * The plan's shape once more, for programs that read `plan … --json` or a journal's first line. It cannot drift apart from
 * core's types: `same` at the end does not compile when the two differ.
 */
const millis = z.number().describe('Milliseconds');
const json = z.custom<Json>().describe('Any JSON value');
const digest = z.string().describe('sha256, 64 lower-case hexadecimal digits');
const question = z.strictObject({ inquiry: z.string().describe('name@version'), args: json });

const step = z.strictObject({
  kind: z.literal('step'),
  id: z.string().describe('Unique in its plan'),
  title: z.string(),
  host: z.string(),
  action: z.string().describe('name@version of the action'),
  args: json,
  limits: z.strictObject({ capture: millis, do: millis, undo: millis }),
  undoes: z.enum(['exactly', 'losing-later-data', 'never']),
  renews: millis.exactOptional().describe('A lease: renewed so often while it is done and the run has an owner'),
});

const gate = z.strictObject({
  kind: z.literal('gate'),
  id: z.string().describe('Unique in its plan'),
  title: z.string(),
  host: z.string(),
  ask: question,
  passes: z.number().describe('Passes in a row that are wanted'),
  every: millis,
  limit: millis,
  tells: z.literal(true).exactOptional().describe('After commit: not passing is told, and nothing is stuck for it'),
});

const item = z.discriminatedUnion('kind', [step, gate]);

const compare = z.union([
  z.strictObject({ atMost: z.strictObject({ times: z.number(), floor: z.number() }) }),
  z.strictObject({ equalsBefore: z.literal(true) }),
  z.strictObject({ nothingNew: z.literal(true) }),
  z.strictObject({ nothingMissing: z.literal(true) }),
]);

const probe = z.strictObject({
  id: z.string(),
  host: z.string(),
  severity: z.enum(['outage', 'partial', 'slow', 'noisy']),
  ask: question,
  compare: compare.exactOptional().describe('How it is held against the answers from before; absent: its own ok'),
  every: millis,
  passes: z.number(),
  fails: z.number().describe('Failures in a row that make a fail certain'),
  limit: millis.exactOptional(),
});

const planSchema = z.strictObject({
  id: z.string().describe('The run id; a plan is applied at most once'),
  command: z.enum(['upgrade', 'rollback', 'emergency', 'backup', 'verify', 'prune', 'adopt', 'config', 'dashboards']),
  component: z.string(),
  from: z.string().nullable().describe('Version that was live'),
  to: z.string().nullable().describe('Version that will be live'),
  facts: digest,
  tree: z.string().exactOptional().describe('The facts were read as if the component were started through this tree'),
  guard: z.array(step).describe('The dead-man: done before everything, undone after everything'),
  prepare: z.array(item).describe('Nothing live changes; failing here closes the run as refused'),
  around: z.array(step).describe('Done before backup and cutover, undone at every close'),
  backup: z.array(step).describe('Kept, never undone'),
  cutover: z.array(item).describe('Undone in reverse if anything fails before commit'),
  trial: z.array(step),
  probes: z.strictObject({ forward: z.array(probe), back: z.array(probe) }),
  soak: millis,
  confirmWithin: millis.nullable().describe('Commit waits this long for `confirm`, then goes back; null: no wait'),
  confirmedBy: z
    .array(probe)
    .exactOptional()
    .describe('Asked while the run waits for `confirm`; the first that passes confirms it'),
  green: z.array(z.string()).exactOptional().describe('Probes that must be green before the first change'),
  cleanup: z.array(item).describe('After commit, never undone'),
  limits: z.strictObject({ verify: millis, back: millis }),
  expects: z.strictObject({ darkMs: millis, notes: z.array(z.string()) }).describe('What the plan promises'),
  evidence: z.array(z.string()).describe('Files whose ends are kept before anything is undone'),
  accepted: z.array(z.strictObject({ id: z.string(), reason: z.string(), finding: z.string().exactOptional() })),
});

/** JSON Schema (draft 2020-12) of a plan: `plan` in the document of `plan upgrade --json`, and in a journal's first line. */
export const planSchemaDocument = (): Json => ({
  title: 'A plan of flatnet-maint',
  ...(z.toJSONSchema(planSchema, { unrepresentable: 'any' }) as object),
});

/** Zod's lists are writable, core's are not. */
type Frozen<T> = [Json] extends [T]
  ? T
  : T extends (infer E)[]
    ? readonly Frozen<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Frozen<T[K]> }
      : T;
/** Assignable both ways would let an optional field be forgotten; this asks for the same type, field by field. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
/** Compiles only while both say the same. */
export const same = [true, true, true, true] satisfies [
  Same<Frozen<z.infer<typeof step>>, Frozen<Step>>,
  Same<Frozen<z.infer<typeof item>>, Frozen<Item>>,
  Same<Frozen<z.infer<typeof probe>>, Frozen<Probe>>,
  Same<Frozen<z.infer<typeof planSchema>>, Frozen<Plan>>,
];
