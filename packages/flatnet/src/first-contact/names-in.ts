import { describeError, type HostView } from '@flatnet-maint/core';

/** The names in a folder; none when it is not there, and why when it may not be looked at. */
export async function namesIn(
  host: HostView,
  folder: string,
): Promise<{ readonly names: readonly string[]; readonly hidden: readonly string[] }> {
  try {
    return { names: await host.files.list(folder), hidden: [] };
  } catch (error) {
    const { code, message } = describeError(error);
    return { names: [], hidden: code === 'E_FILE_ABSENT' ? [] : [message] };
  }
}
