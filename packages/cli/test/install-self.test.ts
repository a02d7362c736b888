import type { InstalledSelf } from 'flatnet';
import { expect, test } from 'vitest';
import { cli } from './support/fake-world.ts';

const made: InstalledSelf = {
  version: '0.1.0',
  how: 'made',
  folder: '/var/lib/flatnet-maint/tool/0.1.0-ab12cd34',
  node: '/var/lib/flatnet-maint/tool/0.1.0-ab12cd34/node',
  cli: '/var/lib/flatnet-maint/tool/0.1.0-ab12cd34/flatnet-maint/dist/main.js',
  launcher: '/var/lib/flatnet-maint/bin/flatnet-maint',
  removed: ['0.0.1-00000000'],
};
const install = (how: InstalledSelf['how'], ...more: string[]) =>
  cli(['install-self', ...more], { house: { installSelf: async () => ({ ...made, how }) } });

test('says where the copy lies, and the line to type when nothing else is left', async () => {
  const ran = await install('made');
  expect(ran).toMatchObject({ exit: 0, err: '' });
  expect(ran.out).toMatchInlineSnapshot(`
    "Installed flatnet-maint 0.1.0 with its own Node in /var/lib/flatnet-maint/tool/0.1.0-ab12cd34; it was seen running.
    removed the older copy 0.0.1-00000000
    When it is broken, whatever else is gone, type as root:
      /var/lib/flatnet-maint/bin/flatnet-maint rollback gateway --emergency
    Next: /var/lib/flatnet-maint/bin/flatnet-maint status
    "
  `);
});

test('the lines to type are typed as they stand, whatever the state folder is called', async () => {
  const launcher = "/srv/it's $(id)/bin/flatnet-maint";
  const { out } = await cli(['install-self'], { house: { installSelf: async () => ({ ...made, launcher }) } });
  const quoted = `'/srv/it'\\''s $(id)/bin/flatnet-maint'`;
  expect(out).toContain(`\n  ${quoted} rollback gateway --emergency\nNext: ${quoted} status\n`);
});

test('says whether what was there was sound or had to be mended', async () => {
  expect((await install('sound')).out).toContain('every byte');
  expect((await install('repaired')).out).toContain('mended');
  expect(JSON.parse((await install('sound', '--json')).out)).toEqual({ ...made, how: 'sound' });
});
