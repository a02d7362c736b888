#!/usr/bin/env node
// Plain, old JavaScript that every Node since 10 can read: one that is too old must come far enough to say that it is.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 19)) {
  process.stderr.write(
    'flatnet-maint needs Node 22.19 or newer; this is ' +
      process.versions.node +
      '. Install a newer Node and try again.\n',
  );
  process.exit(2);
}
import('../src/main.ts');
