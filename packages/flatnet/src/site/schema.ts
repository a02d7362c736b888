import { durationForm, durationPattern, parseDuration } from '@flatnet-maint/core';
import { z } from 'zod';

/*
 * The shape of flatnet.yaml. Each leaf's error text is the end of the sentence "allowed is …", so that a refusal always
 * says what would have been right.
 */

/**
 * Text that a rule accepts; everything else, also a value of another type, is answered with `allowed`. A rule that is a
 * form is in the JSON Schema too.
 */
const word = (allowed: string, rule: RegExp | ((text: string) => boolean)) =>
  rule instanceof RegExp
    ? z.string({ error: allowed }).regex(rule, { error: allowed })
    : z.string({ error: allowed }).refine(rule, { error: allowed });

const printable = /^\P{Cc}+$/u;

/** Spaces, quotes, `$(…)` and any script are data: nothing here ever reaches a shell. */
const path = word('a path without control characters', printable);

/** A way out of the tree would let a generation write into another one. */
const inTree = word('a path relative to the tree, without `..`', /^(?!\/)(?!(?:.*[\\/])?\.\.(?:[\\/]|$))\P{Cc}+$/u);

const duration = z
  .string({ error: durationForm })
  .meta({ pattern: durationPattern })
  .transform((text, context) => {
    const millis = parseDuration(text);
    if (millis !== null) return millis;
    context.addIssue({ code: 'custom', message: durationForm });
    return z.NEVER;
  });

const url = word('an http:// or https:// address', (text) => {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol);
}).meta({ pattern: '^https?://' });

const check = z.strictObject(
  {
    id: word('a name of letters, digits, `.`, `_` and `-`', /^[A-Za-z0-9][\w.-]*$/),
    command: z
      .tuple([word('a program', printable)], z.string({ error: 'text; put quotes around a number' }), {
        error: 'a list of a program and its arguments, not a line for a shell',
      })
      .readonly(),
    limit: duration.default(10_000),
  },
  { error: 'a group of `id`, `command` and `limit`' },
);

const release = z.strictObject(
  {
    version: word('a version in quotes, such as "1.26.3"', /^[0-9A-Za-z][\w.+-]*$/),
    path,
    sha256: word('64 hexadecimal digits in quotes', /^[0-9A-Fa-f]{64}$/).transform((text) => text.toLowerCase()),
  },
  { error: 'a group of `version`, `path` and `sha256`' },
);

/** Two of one name would make it a matter of chance which one is meant. */
const eachOnce = <T>(entries: readonly T[], key: (entry: T) => string) =>
  new Set(entries.map(key)).size === entries.length;

const gateway = z.strictObject(
  {
    home: path,
    config: path.optional(),
    generations: path.optional(),
    service: word('the name of a service', /^[A-Za-z0-9_][\w@.:-]*$/).optional(),
    probes: z.strictObject(
      { site: url, api: url.optional() },
      { error: 'a group of `site` and, if there is one, `api`' },
    ),
    routes: z.strictObject({ boot: inTree.optional() }, { error: 'a group of `boot`' }).optional(),
    drain: inTree.optional(),
    soak: duration.default(30_000),
    drainLimit: duration.default(60_000),
    verify: z
      .array(check, { error: 'a list of checks' })
      .refine((list) => eachOnce(list, ({ id }) => id), { error: 'a list in which each `id` stands once' })
      .default([]),
    releases: z
      .array(release, { error: 'a list of releases' })
      .refine((list) => eachOnce(list, ({ version }) => version), {
        error: 'a list in which each `version` stands once',
      })
      .default([]),
  },
  { error: 'a group of settings' },
);

export const siteSchema = z.strictObject({ gateway: gateway.optional() }, { error: 'a group of components' });
export type WrittenSite = z.infer<typeof siteSchema>;

/** The keys that are known at a place of the file, for "did you mean". */
export function keysAt(place: readonly PropertyKey[]): readonly string[] {
  let shape: unknown = siteSchema;
  for (const part of place) {
    shape = open(shape);
    if (shape instanceof z.ZodArray) shape = shape.element;
    else if (shape instanceof z.ZodObject) shape = shape.shape[String(part)];
  }
  shape = open(shape);
  return shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
}

function open(shape: unknown): unknown {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodDefault) return open(shape.unwrap());
  return shape;
}
