import type { Accepted } from '@flatnet-maint/core';
import type { DashboardRow } from '@flatnet-maint/monitoring';
import type { Proposal } from '../house.ts';

/** What can be asked of Grafana’s dashboards. Paths are absolute; a folder stands for the JSON files in it. */
export interface DashboardsHouse {
  /** Each dashboard as one file in `to`, else in a folder with a name of its own in `folder`. Changes nothing in Grafana. */
  exportDashboards(how: { readonly to: string | null; readonly folder: string }): Promise<ExportedDashboards>;
  /** What an import of these would change; reads only. */
  compareDashboards(paths: readonly string[], how: DashboardsHow): Promise<ComparedDashboards>;
  planDashboards(
    paths: readonly string[],
    how: DashboardsHow & { readonly accepted: readonly Accepted[] },
  ): Promise<DashboardsProposal>;
}

export interface DashboardsHow {
  /** Uid of the folder in Grafana, `general` = none; null = where it is, or as the file says. */
  readonly folder: string | null;
}

export interface ExportedDashboards {
  readonly to: string;
  readonly files: readonly {
    readonly uid: string;
    readonly title: string;
    readonly file: string;
    /** The file that Grafana has it from, relative to its provider; null = it lives in the database. */
    readonly provisioned: string | null;
    /** 'beside' = its name was taken by something else, which was left as it is. */
    readonly how: 'written' | 'same' | 'beside';
  }[];
  readonly failed: readonly {
    readonly uid: string;
    readonly title: string;
    readonly message: string;
    readonly next: string;
  }[];
}

export interface ComparedDashboards {
  readonly rows: readonly DashboardRow[];
}

export interface DashboardsProposal extends Proposal {
  readonly rows: readonly DashboardRow[];
}
