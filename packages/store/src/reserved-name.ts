import { t } from './texts.ts';

const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;

/**
 * Why a name cannot be unpacked everywhere, or null. A release is unpacked by the same code for Windows and Linux, and
 * on Windows these names do not fail: they write to a device, to a hidden stream, or to another file.
 */
export function reservedReason(name: string): string | null {
  if (DEVICE.test(name)) return t('name-device');
  if (name.includes(':')) return t('name-stream');
  if (/[. ]$/.test(name)) return t('name-tail');
  if (name.includes('\\')) return t('name-separator');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return t('name-control');
  if (name.includes('\ufffd')) return t('name-not-utf8');
  return null;
}
