import { type Component, type Json, languages } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';
import { checksSchema } from './checks-schema.ts';
import { releasesShape } from './releases-schema.ts';
import { retentionSchema } from './retention-schema.ts';
import { settingsShape } from './settings-schema.ts';
import { silenceSchemaOf } from './silence-schema.ts';
import { duration, path } from './words.ts';

/*
 * The shape of flatnet.yaml: what each component says of its part, and what all of them have. Each leaf's error text is the
 * end of the sentence "allowed is …", so that a refusal always says what would have been right.
 */

const common = {
  soak: duration.default(30_000),
  retention: retentionSchema,
  verify: checksSchema,
  ...releasesShape,
};
/** What stands in every part, but for `generations`, which a component may say of itself. */
export type WrittenCommon = z.infer<z.ZodObject<typeof common>>;

/** Whole parts, each with what its component's settings made of it. */
export type WrittenSite = {
  readonly lang?: (typeof languages)[number] | undefined;
  readonly silence?: z.infer<ReturnType<typeof silenceSchemaOf>> | undefined;
  readonly parts: Readonly<Record<string, WrittenCommon & Readonly<Record<string, unknown>>>>;
};

export function siteSchemaOf(components: readonly Component<never, Json>[]): z.ZodObject {
  const parts = components.flatMap(({ id, settings }) => {
    if (settings === undefined) return [];
    const shape = {
      ...settingsShape(settings),
      ...('generations' in settings ? {} : { generations: path.optional() }),
    };
    return [[id, z.strictObject({ ...shape, ...common }, { error: t('allowed-settings') }).optional()] as const];
  });
  return z.strictObject(
    {
      lang: z.enum(languages, { error: t('allowed-language') }).optional(),
      silence: silenceSchemaOf(components.map(({ id }) => id)).optional(),
      ...Object.fromEntries(parts),
    },
    { error: t('allowed-components') },
  );
}

/** What a reader of that schema gives back. */
export const writtenSite = ({ lang, silence, ...parts }: Readonly<Record<string, unknown>>): WrittenSite =>
  ({ lang, silence, parts }) as unknown as WrittenSite;

/** The keys that are known at a place of the file, for "did you mean". */
export function keysAt(schema: z.ZodType, place: readonly PropertyKey[]): readonly string[] {
  let shape: unknown = schema;
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
