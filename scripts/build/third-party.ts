import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licences of bundled packages, whose terms want them shipped. One without a text stops the build. */
export function thirdParty(folders: readonly string[]): string {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
      license?: string;
    };
    const files = readdirSync(folder).filter((one) => /^(licen[cs]e|copying|notice)/i.test(one));
    if (license === undefined || files.length === 0) throw new Error(`${name} ${version} comes without a licence`);
    const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return `${name} ${version}\nLicence: ${license}\n\n${texts.join('\n\n')}\n`;
  });
  return ['The code of these packages is part of this one.\n', ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}
