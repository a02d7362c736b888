const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?$/i;

/**
 * Why a name cannot be unpacked everywhere, or null. A release is unpacked by the same code for Windows and Linux, and
 * on Windows these names do not fail: they write to a device, to a hidden stream, or to another file.
 */
export function reservedReason(name: string): string | null {
  if (DEVICE.test(name)) return 'is a device on Windows';
  if (name.includes(':')) return 'has a ":", which names a hidden stream on Windows';
  if (/[. ]$/.test(name)) return 'ends with a dot or a space, which Windows cuts off';
  if (name.includes('\\')) return 'has a "\\", which is a separator on Windows';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'has a control character';
  if (name.includes('\ufffd')) return 'is not UTF-8';
  return null;
}
