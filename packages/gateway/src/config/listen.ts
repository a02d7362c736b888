/** One `listen` value, normalized: address and port, or a socket path. */
export interface Listen {
  readonly address: string;
  readonly port: number;
}

/** `80`, `*:80`, `10.0.0.1:8080`, `[::]:80`, `10.0.0.1`; null for `unix:`. */
export function parseListen(value: string): Listen | null {
  if (value.startsWith('unix:')) return null;
  const six = /^\[(.+)\](?::(\d+))?$/.exec(value);
  if (six?.[1] !== undefined) return { address: six[1], port: Number(six[2] ?? 80) };
  if (/^\d+$/.test(value)) return { address: '0.0.0.0', port: Number(value) };
  const [address = '', port] = value.split(':');
  return { address: address === '*' ? '0.0.0.0' : address, port: Number(port ?? 80) };
}
