import type { Json, Millis } from './json.ts';
import type { Gate, Question, Step } from './step.ts';

/** One step; `args` is checked against the action that is handed in, so a plan cannot name arguments that its action does not take. */
export function step<Args extends Json, Saved extends Json>(
  action: { readonly name: string; capture(args: Args, ...rest: never[]): Promise<Saved> },
  spec: {
    readonly id: string;
    readonly title: string;
    readonly host: string;
    readonly args: Args;
    readonly do: Millis;
    readonly undo: Millis;
    readonly undoes?: Step['undoes'];
  },
): Step {
  const { id, title, host, args } = spec;
  return {
    kind: 'step',
    id,
    title,
    host,
    action: action.name,
    args,
    limits: { capture: 10_000, do: spec.do, undo: spec.undo },
    undoes: spec.undoes ?? 'exactly',
  };
}

export function gate(spec: {
  id: string;
  title: string;
  host: string;
  ask: Question;
  passes?: number;
  limit: Millis;
  tells?: true;
}): Gate {
  return { kind: 'gate', passes: 1, every: 200, ...spec };
}

export const question = <Args extends Json>(
  inquiry: { readonly name: string; ask(args: Args, ...rest: never[]): unknown },
  args: Args,
): Question => ({ inquiry: inquiry.name, args });
