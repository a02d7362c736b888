import { expect, test, vi } from 'vitest';
import { fetchParts } from '../src/index.ts';

test('a user who is not root is refused, with what to type; it is no fault of ours', async () => {
  const uid = vi.spyOn(process, 'getuid').mockReturnValue(1000);
  await expect(fetchParts()).rejects.toMatchObject({
    code: 'E_REHEARSAL_REFUSED',
    exit: 3,
    next: 'sudo flatnet-maint rehearse',
  });
  uid.mockRestore();
});
