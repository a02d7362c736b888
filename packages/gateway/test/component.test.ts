import * as actions from '@flatnet-maint/actions';
import * as engine from '@flatnet-maint/engine';
import { componentSpec } from '@flatnet-maint/testkit';
import * as flatnet from 'flatnet';
import { gateway } from '../src/index.ts';
import { facts, release } from './support/facts.ts';

/*
 * Its runs are not played in memory. A whole run would need an nginx that reads configurations, holds routes in Lua and hands
 * sockets over, and what the test then saw would be that toy. Each of its verbs is killed everywhere on a toy that knows
 * signals and sockets (`actions.test.ts`); whole runs are killed on the practice machine, at random instants and without
 * power (the rehearsal package's `campaign.real.test.ts`).
 */
const pointer = '/opt/flatnet/openresty';

componentSpec({
  component: gateway,
  parts: { engine, flatnet, actions },
  facts: {
    'with a handover': facts(),
    'stopped and started': facts({ noHandover: ['the running program was replaced on disk'] }),
    'from a plain folder': facts({ pointer: false, tree: pointer, noHandover: ['plain'] }),
    'with its configuration elsewhere': facts({
      configFolder: '/etc/flatnet',
      configPointer: true,
      configTree: '/srv/gen/1.25.3.2-a.config',
    }),
    'without an API': facts({ api: null, boot: null, drain: null }),
    'from what a hand left': facts({ tree: '/opt/flatnet/openresty-old', left: ['/opt/flatnet/openresty-old'] }),
  },
  release: release(),
  pointers: [pointer, '/etc/flatnet'],
  fleeting: ['/run/flatnet-nginx.pid'],
});
