import type { Component, Hosts, Json, WriteFiles } from '@flatnet-maint/core';
import { placeOf } from '../components.ts';
import type { Tool } from '../house.ts';
import type { KnownGood } from '../known-good.ts';
import { pinnedCopy } from '../own-tool.ts';
import type { Site } from '../site/site.ts';
import { findComponents } from './find-components.ts';
import type { FirstContactHouse } from './found-report.ts';
import { initSite } from './init-site.ts';
import { sitePlace } from './site-place.ts';

interface Around {
  readonly state: string;
  readonly hosts: Hosts;
  readonly tool: Tool;
  readonly components: readonly Component<never, Json>[];
  /** The site file that was named; null = the usual places. */
  readonly siteFile: string | null;
  readonly site: () => Promise<Site>;
  readonly lastGood: (component: string) => Promise<KnownGood>;
}

/** What can be asked of a host before anybody described it. */
export function firstContactHouse(around: Around): FirstContactHouse {
  const { state, hosts, tool, components } = around;
  const view = (limit: number) => hosts.view('local', limit);
  const writing = async (write: (files: WriteFiles) => Promise<void>) => {
    const lent = hosts.lend('local', 60_000, 'init');
    await write(lent.host.files).finally(() => lent.release());
  };
  return {
    async find({ use }) {
      const meant = await meantBy(around);
      return { components: await findComponents(components, view, { use, meant }) };
    },
    async init(found, { words = (english: string) => english } = {}) {
      const here = { cwd: process.cwd(), home: process.env.HOME ?? '/', env: process.env };
      const { files } = view(60_000);
      return initSite({
        ...{ found, components },
        place: await sitePlace(around.siteFile, here, process.getuid?.() === 0),
        text: { version: tool.version, at: new Date().toISOString(), words },
        files,
        writing,
        // Who may not read the records is told of what was found all the same.
        isKept: async (id) => (await around.lastGood(id).catch(() => null))?.record != null,
        pinned: (await pinnedCopy(hosts, state, tool))?.launcher ?? null,
      });
    },
  };
}

/** The place of each component that the site file means, when there is one that can be read. */
async function meantBy({ site, components }: Around): Promise<Readonly<Record<string, string>>> {
  const written = await site().catch(() => null);
  const places = components.flatMap((component) => {
    const settings = written?.components[component.id];
    const place = settings === undefined ? null : placeOf(component, settings);
    return place === null ? [] : [[component.id, place] as const];
  });
  return Object.fromEntries(places);
}
