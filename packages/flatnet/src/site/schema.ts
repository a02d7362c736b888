import { durationForm, durationPattern, languages, parseDuration } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';
import { retentionSchema } from './retention-schema.ts';

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
const path = word(t('allowed-path'), printable);

/** A way out of the tree would let a generation write into another one. */
const inTree = word(t('allowed-in-tree'), /^(?!\/)(?!(?:.*[\\/])?\.\.(?:[\\/]|$))\P{Cc}+$/u);

const duration = z
  .string({ error: durationForm })
  .meta({ pattern: durationPattern })
  .transform((text, context) => {
    const millis = parseDuration(text);
    if (millis !== null) return millis;
    context.addIssue({ code: 'custom', message: durationForm });
    return z.NEVER;
  });

const url = word(t('allowed-url'), (text) => {
  const parsed = URL.parse(text);
  return parsed !== null && /^https?:$/.test(parsed.protocol);
}).meta({ pattern: '^https?://' });

const check = z.strictObject(
  {
    id: word(t('allowed-id'), /^[A-Za-z0-9][\w.-]*$/),
    command: z
      .tuple([word(t('allowed-program'), printable)], z.string({ error: t('allowed-argument') }), {
        error: t('allowed-command'),
      })
      .readonly(),
    limit: duration.default(10_000),
  },
  { error: t('allowed-check') },
);

const release = z.strictObject(
  {
    version: word(t('allowed-version'), /^[0-9A-Za-z][\w.+-]*$/),
    path,
    sha256: word(t('allowed-sha256'), /^[0-9A-Fa-f]{64}$/).transform((text) => text.toLowerCase()),
  },
  { error: t('allowed-release') },
);

/** Two of one name would make it a matter of chance which one is meant. */
const eachOnce = <T>(entries: readonly T[], key: (entry: T) => string) =>
  new Set(entries.map(key)).size === entries.length;

const gateway = z.strictObject(
  {
    home: path,
    config: path.optional(),
    generations: path.optional(),
    service: word(t('allowed-service'), /^[A-Za-z0-9_][\w@.:-]*$/).optional(),
    probes: z.strictObject({ site: url, api: url.optional() }, { error: t('allowed-probes') }),
    routes: z.strictObject({ boot: inTree.optional() }, { error: t('allowed-routes') }).optional(),
    drain: inTree.optional(),
    soak: duration.default(30_000),
    drainLimit: duration.default(60_000),
    retention: retentionSchema,
    verify: z
      .array(check, { error: t('allowed-checks') })
      .refine((list) => eachOnce(list, ({ id }) => id), { error: t('allowed-unique-ids') })
      .default([]),
    releases: z
      .array(release, { error: t('allowed-releases') })
      .refine((list) => eachOnce(list, ({ version }) => version), {
        error: t('allowed-unique-versions'),
      })
      .default([]),
  },
  { error: t('allowed-settings') },
);

export const siteSchema = z.strictObject(
  { lang: z.enum(languages, { error: t('allowed-language') }).optional(), gateway: gateway.optional() },
  { error: t('allowed-components') },
);
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
