import { durationForm, parseDuration } from '@flatnet-maint/core';
import { z } from 'zod';
import { releasesShape } from './releases-schema.ts';
import { eachOnce, path, printable, url, word } from './words.ts';

/*
 * The shape of flatnet.yaml. Each leaf's error text is the end of the sentence "allowed is …", so that a refusal always
 * says what would have been right.
 */

/** A way out of the tree would let a generation write into another one. */
const inTree = word(
  'a path relative to the tree, without `..`',
  (text) => printable(text) && !text.startsWith('/') && !text.split(/[\\/]/).includes('..'),
);

const duration = z.string({ error: durationForm }).transform((text, context) => {
  const millis = parseDuration(text);
  if (millis !== null) return millis;
  context.addIssue({ code: 'custom', message: durationForm });
  return z.NEVER;
});

const check = z.strictObject(
  {
    id: word('a name of letters, digits, `.`, `_` and `-`', (text) => /^[A-Za-z0-9][\w.-]*$/.test(text)),
    command: z
      .tuple([word('a program', printable)], z.string({ error: 'text; put quotes around a number' }), {
        error: 'a list of a program and its arguments, not a line for a shell',
      })
      .readonly(),
    limit: duration.default(10_000),
  },
  { error: 'a group of `id`, `command` and `limit`' },
);

const gateway = z.strictObject(
  {
    home: path,
    config: path.optional(),
    generations: path.optional(),
    service: word('the name of a service', (text) => /^[A-Za-z0-9_][\w@.:-]*$/.test(text)).optional(),
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
    ...releasesShape,
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
