import { registerHooks } from 'node:module';

registerHooks({
  resolve(name, context, next) {
    process.stderr.write(`${name}\n`);
    return next(name, context);
  },
});
