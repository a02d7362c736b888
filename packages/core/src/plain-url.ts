/** An address for people: a name or password in it is not repeated, nor what a query may carry. */
export function plainUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
