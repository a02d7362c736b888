import { components } from '../components.ts';

/** The keys that a site file must have and these values have not; what is wrong otherwise is for the reader of the file to say. */
export async function missingKeys(written: unknown, known = components): Promise<readonly string[]> {
  const { siteSchemaOf } = await import('./schema.ts');
  const read = siteSchemaOf(known).safeParse(written);
  if (read.success) return [];
  const at = (place: readonly PropertyKey[]) =>
    place.reduce<unknown>((here, part) => (here as Record<PropertyKey, unknown> | undefined)?.[part], written);
  return read.error.issues.filter(({ path }) => at(path) === undefined).map(({ path }) => path.map(String).join('.'));
}
