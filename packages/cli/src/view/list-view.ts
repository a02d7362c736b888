import {
  DefaultRenderer,
  Listr,
  ListrLogger,
  type ListrTask,
  type ListrTaskWrapper,
  ProcessOutput,
  type SimpleRenderer,
} from 'listr2';
import { clean } from '../render/clean.ts';
import type { Say } from '../say.ts';
import { Board } from './board.ts';
import { type Row, type Section, sectionsOf, wayBack } from './rows.ts';
import type { View } from './view.ts';

type Task = ListrTask<unknown, typeof TerminalRenderer>;
type Wrapper = ListrTaskWrapper<unknown, typeof TerminalRenderer, typeof SimpleRenderer>;

/** We have looked whether there is a terminal; Listr's own look is at the process and not at the streams it was given. */
class TerminalRenderer extends DefaultRenderer {
  static override nonTTY = true as unknown as false;
}

/**
 * The plan as a Listr2 tree. Listr2 only draws: it has no `rollback`, no `retry` and no say in the order, and each row waits
 * for what the engine has journaled. Rows added to a list that runs would be drawn and never run, so the way back is one list
 * of its own, composed when it begins, for by then its steps are known.
 */
export function listView(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream, say: Say): View {
  const board = new Board(say);
  const running = new Set<Wrapper>();
  let drawn: Promise<unknown> | null = null;

  const start = () => {
    const { state } = board;
    if (state === null) return;
    const list = new Listr<unknown, typeof TerminalRenderer, typeof SimpleRenderer>(
      [
        ...sectionsOf(state.plan, say).map((section) => part(section, board, running, say)),
        {
          title: say('going-back'),
          // Asked at the start and again at its turn: the row is not there unless the run has turned round.
          enabled: () => board.state?.goesBack === true,
          task: (_, task) => {
            const section = wayBack(board.state ?? state, say);
            task.title = section.title;
            return task.newListr(rowsOf(section, board, running, say), { concurrent: false });
          },
        },
      ],
      {
        renderer: TerminalRenderer,
        rendererOptions: {
          collapseSubtasks: false,
          collapseErrors: false,
          logger: new ListrLogger({ useIcons: true, toStderr: [], processOutput: new ProcessOutput(stdout, stderr) }),
        },
        concurrent: false,
        exitOnError: false,
        // Else a Ctrl-C ends in process.exit(127) under the run.
        registerSignalListeners: false,
      },
    );
    drawn = list.run();
    drawn.catch(() => {});
  };

  return {
    past(entries) {
      for (const entry of entries) board.note(entry);
    },
    entry(entry) {
      board.note(entry);
      if (drawn === null) start();
    },
    tick(text) {
      for (const task of running) task.output = clean(text);
    },
    async end() {
      board.end();
      await drawn;
    },
  };
}

function part(section: Section, board: Board, running: Set<Wrapper>, say: Say): Task {
  return {
    title: section.title,
    task: (_, task) => {
      // Its turn comes when all before it is settled, so a run that has turned round by now will not come here.
      if (section.rows.every((row) => board.now(row).at === 'unreached')) {
        task.skip(say('row-not-reached', { title: section.title }));
        return;
      }
      return task.newListr(rowsOf(section, board, running, say), { concurrent: section.together });
    },
  };
}

function rowsOf(section: Section, board: Board, running: Set<Wrapper>, say: Say): Task[] {
  return section.rows.map((row) => ({
    title: clean(row.title),
    task: (_, task) => show(row, task, board, running, say),
  }));
}

async function show(row: Row, task: Wrapper, board: Board, running: Set<Wrapper>, say: Say): Promise<void> {
  running.add(task);
  const end = await board.settled(row);
  running.delete(task);
  switch (end.at) {
    case 'done':
      if (end.note !== '') task.title = say('row-with-note', { title: clean(row.title), note: clean(end.note) });
      return;
    case 'failed':
      throw new Error(clean(end.note) || say('row-failed'));
    case 'unreached':
      task.skip(say('row-not-reached', { title: clean(row.title) }));
  }
}
