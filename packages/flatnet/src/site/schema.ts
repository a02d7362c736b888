import { durationForm, durationPattern, languages, parseDuration } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';
import { releasesShape } from './releases-schema.ts';
import { retentionSchema } from './retention-schema.ts';
import { eachOnce, path, printable, url, word } from './words.ts';

/*
 * The shape of flatnet.yaml. Each leaf's error text is the end of the sentence "allowed is …", so that a refusal always
 * says what would have been right.
 */

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
    ...releasesShape,
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
