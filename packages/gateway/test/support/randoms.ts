/** Random numbers that are the same each time (mulberry32). */
export function randoms(seed: number) {
  let state = seed * 2_654_435_761;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, one: <T>(all: readonly T[]): T => all[below(all.length)] as T };
}
export type Randoms = ReturnType<typeof randoms>;
