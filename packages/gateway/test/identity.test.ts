import type { HostView, SampledAnswer } from '@flatnet-maint/core';
import { describe, expect, test } from 'vitest';
import { identity } from '../src/inquiries/identity.ts';

const args = { url: 'http://127.0.0.1/', tree: '/srv/openresty', version: '1.27.1', connections: 4, atLeast: 4 };
const answer = (exe: string | null): SampledAnswer => ({
  ...{ status: 200, headers: {}, body: '', took: 1 },
  by: {
    pid: 7,
    parent: 1,
    user: 'root',
    started: '1',
    boot: 'b',
    argv: [],
    exe,
    exeDeleted: false,
    listening: [],
  } as never,
});
const hostThat = (answers: readonly SampledAnswer[]) =>
  ({ http: { sample: async () => answers } }) as unknown as HostView;

describe('which program answers', () => {
  test('is not asked, rather than wrong, where its program may not be read', async () => {
    const hidden = [null, null, null, null].map(answer);
    await expect(identity.ask(args, hostThat(hidden))).rejects.toMatchObject({ code: 'E_IDENTITY_HIDDEN' });
  });

  test('is wrong as soon as one is seen that runs from elsewhere', async () => {
    const one = ['/srv/other/sbin/nginx', null, null, null].map(answer);
    expect(await identity.ask(args, hostThat(one))).toMatchObject({ ok: false, value: 0 });
  });
});
