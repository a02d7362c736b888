#!/usr/bin/env node
// Plain JavaScript, because a Node that is too old cannot even read src/main.ts to say that it is too old.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `flatnet-maint needs Node 22.19 or newer; this is ${process.versions.node}. Install a newer Node and try again.\n`,
  );
  process.exit(2);
}
await import('../src/main.ts');
