#!/usr/bin/env node
/*
 * Nothing is imported before Node is known to be new enough: an import that an older one lacks would end in a stack trace. The
 * tool is pinned by this path (the dead-man runs it), so the check stands here as well as in bin/.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `flatnet-maint needs Node 22.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.\n`,
  );
  process.exit(2);
}
const { start } = await import('./start.ts');
await start(process.argv.slice(2));

export {};
