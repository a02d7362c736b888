import type { AnyAction, AnyInquiry } from '@flatnet-maint/core';
import { grafanaContents } from './contents.ts';
import { dashboardsThere } from './dashboards-there.ts';
import { importDashboard } from './import-dashboard.ts';
import { keepDashboards } from './keep-dashboards.ts';
import { layDashboards } from './lay-dashboards.ts';
import { grafanaLogin } from './login.ts';

/** What plans name: to be listed by the component. */
export const grafanaActions: readonly AnyAction[] = [layDashboards, keepDashboards, importDashboard];
export const grafanaInquiries: readonly AnyInquiry[] = [grafanaLogin, grafanaContents, dashboardsThere];
