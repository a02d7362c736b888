import { createReadStream } from 'node:fs';
import { dirname } from 'node:path';
import { type Component, type Json, MaintError } from '@flatnet-maint/core';
import { components } from '../components.ts';
import { t } from '../texts.ts';
import { findSite, type Surroundings } from './find-site.ts';
import { readPart } from './read-part.ts';
import { silenceOf } from './silence-of.ts';
import type { Site } from './site.ts';

/**
 * Reads the site file that is named, or the first one in the usual places. It may speak of the components that are `known`.
 * Every refusal points at its line.
 */
export async function loadSite(named: string | null, around: Surroundings, known = components): Promise<Site> {
  const path = await findSite(named, around);
  return siteOfText(path, await readText(path), known);
}

/** The same of a text that stands, or would stand, at `path`: a draft is read as it will be once it is written. */
export async function siteOfText(
  path: string,
  text: string,
  known: readonly Component<never, Json>[] = components,
): Promise<Site> {
  // Half of the time that the whole program takes to start, and most commands need no site file.
  const [{ siteSchemaOf, writtenSite }, { siteError }, { readYaml }] = await Promise.all([
    import('./schema.ts'),
    import('./site-error.ts'),
    import('./yaml-file.ts'),
  ]);
  const file = readYaml(path, text);
  // A file without a word in it is a site without components, not a mistake of type.
  const schema = siteSchemaOf(known);
  const read = schema.safeParse(file.value ?? {});
  if (!read.success) throw siteError(file, schema, read.error.issues);
  const { lang, silence, parts } = writtenSite(read.data);
  const spoken = known.flatMap((component) => {
    const part = parts[component.id];
    return part === undefined ? [] : [[component.id, readPart(component, part, dirname(path), file)] as const];
  });
  return {
    path,
    lang: lang ?? null,
    silence: silence === undefined ? null : silenceOf(silence),
    components: Object.fromEntries(spoken),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await bytesOf(path));
  } catch (error) {
    if (error instanceof MaintError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new MaintError(
      code === 'ENOENT' ? 'E_SITE_ABSENT' : 'E_SITE_UNREADABLE',
      code === 'ENOENT'
        ? t('site-named-absent', { path })
        : t('site-unreadable', { path, why: code ?? (error as Error).message }),
      t('site-unreadable-next'),
      { exit: 2, cause: error },
    );
  }
}

const mostBytes = 1_048_576;

/** A pipe is fine; what never ends is not. */
async function bytesOf(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(path, { end: mostBytes })) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  if (bytes.length <= mostBytes) return bytes;
  throw new MaintError('E_SITE_SIZE', t('site-too-large', { path }), t('site-unreadable-next'), { exit: 2 });
}
