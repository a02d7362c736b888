import { componentSpec } from '../src/index.ts';
import { parts, play, sign } from './sample-component.ts';

componentSpec({ component: sign, parts, play });
