/** A line that a component needs outside of its folder, and where it goes. */
export interface OutsideLine {
  readonly file: string;
  readonly where: 'dependencies' | 'imports' | 'components' | 'parts';
  readonly line: string;
}

/** All that is said of a component outside of its folder. */
export const outsideLines = (name: string): readonly OutsideLine[] => [
  { file: 'scripts/layers.ts', where: 'parts', line: `'${name}'` },
  { file: 'packages/flatnet/package.json', where: 'dependencies', line: `"@flatnet-maint/${name}": "workspace:*"` },
  {
    file: 'packages/flatnet/src/components.ts',
    where: 'imports',
    line: `import { ${camelOf(name)} } from '@flatnet-maint/${name}';`,
  },
  { file: 'packages/flatnet/src/components.ts', where: 'components', line: camelOf(name) },
  { file: 'packages/cli/src/components.ts', where: 'components', line: `'${name}'` },
];

export const camelOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
