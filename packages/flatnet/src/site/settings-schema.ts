import type { Setting, Settings } from '@flatnet-maint/core';
import { z } from 'zod';
import { t } from '../texts.ts';
import { command, duration, path, url, word } from './words.ts';

/** The reader of what a component says that may stand in its part: it only judges, `readPart` makes values of it. */
export const settingsShape = (settings: Settings): Readonly<Record<string, z.ZodType>> =>
  Object.fromEntries(Object.entries(settings).map(([key, setting]) => [key, shapeOf(setting)]));

function shapeOf(setting: Setting): z.ZodType {
  const shape = wholeShape(setting);
  if (setting.optional !== true) return shape;
  const usual = 'usual' in setting && setting.kind !== 'duration' ? setting.usual : undefined;
  return usual === undefined ? shape.optional() : shape.optional().meta({ default: usual });
}

function wholeShape(setting: Setting): z.ZodType {
  switch (setting.kind) {
    case 'path':
      return path;
    case 'paths':
      return z.array(path, { error: t('allowed-paths') });
    case 'url':
      return url;
    case 'word':
      return word(setting.allowed, new RegExp(setting.form, 'u'));
    case 'duration':
      return duration;
    case 'port':
      return port;
    case 'command':
      return command;
    case 'secret':
      return secret;
    case 'each':
      return z.record(
        word(setting.allowed, new RegExp(setting.form, 'u')),
        z.strictObject(settingsShape(setting.keys), { error: allowedGroup(setting.keys) }),
        { error: t('allowed-each', { allowed: setting.allowed }) },
      );
    case 'group':
      return z.strictObject(settingsShape(setting.keys), { error: allowedGroup(setting.keys) });
  }
}

const envName = word(t('allowed-env'), /^[A-Za-z_]\w*$/u);
const secret = z.union(
  [z.strictObject({ env: envName }), z.strictObject({ file: path }), z.strictObject({ command })],
  { error: t('allowed-secret') },
);

const allowedPort = t('allowed-port');
const port = z.int({ error: allowedPort }).min(1, { error: allowedPort }).max(65_535, { error: allowedPort });

function allowedGroup(settings: Settings): string {
  const named = (wanted: boolean) =>
    Object.entries(settings)
      .filter(([, { optional }]) => (optional === true) === wanted)
      .map(([key]) => `\`${key}\``)
      .join(', ');
  const [keys, more] = [named(false), named(true)];
  return keys === '' || more === ''
    ? t('allowed-group', { keys: keys || more })
    : t('allowed-group-more', { keys, more });
}
