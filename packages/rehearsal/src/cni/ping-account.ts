/** What `ping -D -i 0.1` printed until it was ended by SIGINT, as numbers. Throws when it was not. */
export function pingAccount(said: string): { sent: number; lost: number; maxGapMs: number } {
  const answers = [...said.matchAll(/^\[(\d+\.\d+)\] \d+ bytes from .* icmp_seq=(\d+) .*time=([\d.]+) ms$/gm)].map(
    ([, at, seq]) => ({ at: Number(at) * 1000, seq: Number(seq) }),
  );
  const sent = Number(/^(\d+) packets transmitted/m.exec(said)?.[1] ?? Number.NaN);
  if (Number.isNaN(sent)) throw new Error(`ping came to no end of its own: ${said.slice(-500)}`);
  const answered = new Set(answers.map(({ seq }) => seq));
  // The last one may be on its way yet when ping is ended.
  const due = answered.has(sent) ? sent : sent - 1;
  const gaps = answers.slice(1).map(({ at }, index) => at - (answers[index]?.at ?? at));
  return {
    sent,
    lost: Math.max(0, due - [...answered].filter((seq) => seq <= due).length),
    maxGapMs: Math.round(Math.max(0, ...gaps)),
  };
}
