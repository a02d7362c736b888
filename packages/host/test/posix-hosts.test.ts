import { hostSpec } from '@flatnet-maint/testkit';
import { posixUnderSpec } from './posix-under-spec.ts';

hostSpec('this machine', posixUnderSpec);
