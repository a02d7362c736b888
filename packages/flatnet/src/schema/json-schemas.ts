import type { Json } from '@flatnet-maint/core';

/** JSON Schema of flatnet.yaml as people write it. What makes it is loaded when somebody asks, as for the next one. */
export const siteJsonSchema = async (): Promise<Json> => (await import('./site-schema.ts')).siteSchemaDocument();

/** JSON Schema of a plan: `plan` in the document of `plan upgrade --json`, and in a journal's first line. */
export const planJsonSchema = async (): Promise<Json> => (await import('./plan-schema.ts')).planSchemaDocument();
