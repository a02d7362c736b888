import { posixFence } from '@flatnet-maint/host';
import { createRun, guardRuns, type Superseded, takeOver } from '../../src/index.ts';
import { toyPlan } from './toy-world.ts';

/*
 * A process that owns a run, told what to do by its arguments: it says each thing that it has done on a line of its own,
 * so that a test can stop or kill it at that point.
 */
const [deed = '', state = '', id = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const forever = () => new Promise(() => setInterval(() => {}, 1_000));
const open = () => {
  const record = createRun(state, id, self, 'a test');
  record.append({ type: 'opened', plan: { ...toyPlan, id }, tool: '0', node: process.execPath, cli: 'owner.ts' });
  return record;
};
const self = await posixFence.self();

switch (deed) {
  case 'open': {
    open();
    say('opened');
    await forever();
    break;
  }
  case 'try-open': {
    try {
      open();
      say('opened');
    } catch (error) {
      say((error as Superseded).code);
    }
    await forever();
    break;
  }
  case 'create-only': {
    createRun(state, id, self, 'a test');
    say('created');
    await forever();
    break;
  }
  case 'append-on-and-on': {
    const record = open();
    say('opened');
    for (let n = 1; ; n += 1) {
      try {
        record.append({ type: 'note', text: `line ${n}` });
      } catch (error) {
        say((error as Superseded).code);
        process.exit(0);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  case 'take-over': {
    try {
      const record = await takeOver(state, id, posixFence, { by: 'operator' });
      say(`took ${record.entries.length}`);
      await forever();
    } catch (error) {
      say((error as Superseded).code);
    }
    break;
  }
  case 'claim-only': {
    // Killed between its claim and its first line: the fence is where it waits.
    const fence = {
      ...posixFence,
      sweep: async () => {
        say('claimed');
        await forever();
        return 0;
      },
    };
    await takeOver(state, id, fence, { by: 'operator' });
    break;
  }
  case 'guard': {
    const resume = async () => {
      const record = await takeOver(state, id, posixFence, { by: 'dead-man' });
      record.append({ type: 'closed', outcome: 'refused' });
      record.finish();
    };
    const pause = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time / 10));
    await guardRuns(state, posixFence, resume, say, pause);
    say('guard ended');
    break;
  }
  default:
    throw new Error(`no deed ${deed}`);
}
