import type { FoundValue } from '@flatnet-maint/core';
import type { MonitoringSite } from '../facts.ts';
import { projectOf } from '../inspect.ts';
import { kindOfImage } from '../kinds.ts';
import { t } from '../texts.ts';
import type { Project } from './projects.ts';
import { servicesOf } from './remarks.ts';

/** What the site file is to say of a stack, with where each was seen. A password is never proposed. */
export function valuesOf(project: Project, site: MonitoringSite | null): readonly FoundValue[] {
  const { compose, name, containers, isChosen } = project;
  if (site !== null)
    return [
      { key: ['compose'], value: site.compose, how: t('seen-site', { of: site.compose }) },
      ...(site.project === null
        ? []
        : [{ key: ['project'] as const, value: site.project, how: t('seen-site', { of: site.project }) }]),
    ];
  const how = isChosen
    ? t('seen-chosen', { of: compose })
    : containers.length > 0
      ? t('seen-labels', { project: name })
      : t('seen-file');
  return [
    { key: ['compose'], value: compose, how },
    ...(name === projectOf(compose)
      ? []
      : [{ key: ['project'] as const, value: name, how: t('seen-labels', { project: name }) }]),
    ...ofGrafana(project),
  ];
}

const isUser = /^[\w.@-]+$/;

function ofGrafana(project: Project): readonly FoundValue[] {
  const grafana = servicesOf(project).find(
    ({ name, container }) =>
      kindOfImage(container?.image.ref ?? project.lines.find(({ service }) => service === name)?.ref ?? '') ===
      'grafana',
  );
  if (grafana === undefined) return [];
  const user = grafana.container?.env.GF_SECURITY_ADMIN_USER ?? 'admin';
  const variable = /GF_SECURITY_ADMIN_PASSWORD["']?\s*[=:]\s*["']?\$\{?(\w+)/.exec(project.text ?? '')?.[1];
  return [
    ...(user === 'admin' || !isUser.test(user)
      ? []
      : [
          {
            key: ['grafana', 'user'] as const,
            value: user,
            how: t('seen-container', { container: grafana.container?.name ?? grafana.name }),
          },
        ]),
    {
      key: ['grafana', 'password'],
      value: null,
      how: variable === undefined ? t('fill-password') : t('fill-password-env', { variable }),
    },
  ];
}
