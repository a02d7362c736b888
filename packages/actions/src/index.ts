export { type DeadManArgs, deadMan } from './dead-man.ts';
export { keepLastGood } from './keep-last-good.ts';
export { layTree } from './lay-tree.ts';
export { recordGeneration } from './record-generation.ts';
export { swapPointer } from './swap-pointer.ts';
export { takeSnapshot } from './take-snapshot.ts';
export { texts as actionsTexts } from './texts.ts';
