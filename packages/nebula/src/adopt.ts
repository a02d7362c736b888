import { type Adoption, MaintError, question, type RunPlace } from '@flatnet-maint/core';
import type { NebulaFacts } from './facts.ts';
import { live } from './generations.ts';
import { configPasses } from './inquiries/config-passes.ts';
import { keeping, recording } from './stage.ts';
import { t } from './texts.ts';

/** Generation 0: a copy of both programs and of the configuration. E_NEBULA_ABSENT when there is no program to be kept. */
export function adopt(facts: NebulaFacts, run: RunPlace): Adoption {
  const { programFile, folder } = facts;
  const { program, config } = facts.chosen ?? facts;
  const keep = keeping('nebula.keep', facts);
  if (keep === null || programFile === null)
    throw new MaintError('E_NEBULA_ABSENT', t('program-absent', { path: program }), 'flatnet-maint init');
  const to = { ...live(facts), adopted: { from: program, exe: program, sha256: programFile.sha256, proven: false } };
  return {
    to,
    test: question(configPasses, { program, config, folder }),
    prepare: [{ ...keep, undoes: 'exactly' }, recording('nebula.keep-record', facts, to, run)],
  };
}
