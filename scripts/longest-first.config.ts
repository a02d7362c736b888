import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take more than a minute: begun last, one of them would be waited for alone. */
const long = [
  'test/everything',
  'monitoring/bad-upgrades',
  'first-contact/first-night',
  'nebula/bad-upgrades',
  'nebula/campaign',
  'cni/bad-upgrades',
  'monitoring/first-contact',
  'test/rehearsed',
  'monitoring/campaign',
  'acceptance/both-layouts',
  'cni/campaign',
  'cni/sequence',
  'monitoring/silence',
  'first-contact/adopt',
  'acceptance/snapshots',
  'test/campaign',
  'new-component',
  'acceptance/config',
  'rescue/two-runs',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.endsWith(`/${name}.real.test.ts`));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({ test: { sequence: { sequencer: LongestFirst } } });
