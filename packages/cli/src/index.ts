export { commands } from './commands/commands.ts';
export { spoken } from './help/grammar.ts';
export { manPage } from './help/man.ts';
export { renderHelp } from './help/render-help.ts';
