import type { Output } from '@flatnet-maint/core';
import type { ProgramCall, World } from '@flatnet-maint/testkit';

export type TreeNode = NonNullable<ReturnType<World['tree']['node']>>;

/** The bytes of a file in place: whoever holds the file sees them. */
function into(node: TreeNode, bytes: Uint8Array, now: number): void {
  Object.assign(node, { bytes, modified: now });
}

/** `cp -a FROM TO`, and `cp FROM TO` into a file that is there; each may be cut short in the middle. */
export function cp({ argv, moment, world }: ProgramCall): Partial<Output> {
  const [from = '', to = ''] = argv.slice(-2);
  const source = world.tree.node(from, true);
  const target = world.tree.node(to, true);
  if (source === null) return { code: 1, stderr: `cp: cannot stat '${from}': No such file or directory` };
  if (source.kind === 'file' && target?.kind === 'file') {
    into(target, new Uint8Array(), world.clock.now());
    moment('emptied');
    into(target, source.bytes.slice(0, source.bytes.length / 2), world.clock.now());
    moment('torn');
    into(target, source.bytes, world.clock.now());
    return {};
  }
  // Into a folder that is there, as the real one has it.
  const place = target?.kind === 'folder' ? `${to}/${from.slice(from.lastIndexOf('/') + 1)}` : to;
  const whole = structuredClone(source);
  if (whole.kind === 'folder' && whole.entries.size > 1) {
    const [first] = whole.entries;
    world.tree.put(place, { ...whole, entries: new Map(first === undefined ? [] : [first]) });
    moment('half');
  }
  world.tree.put(place, whole);
  return {};
}

/** What is seen through a mount at this path of a container; null = nothing. */
export function textThrough(node: TreeNode | null | undefined, rest: readonly string[]): string | null {
  let at: TreeNode | null | undefined = node;
  for (const name of rest) at = at?.kind === 'folder' ? at.entries.get(name)?.node : null;
  return at?.kind === 'file' ? new TextDecoder().decode(at.bytes) : null;
}
