import { hostSpec } from '../src/index.ts';
import { memoryUnderSpec } from './memory-under-spec.ts';

hostSpec('the memory host with posix manners', () => memoryUnderSpec('posix'));
hostSpec('the memory host with Windows manners', () => memoryUnderSpec('windows'));
