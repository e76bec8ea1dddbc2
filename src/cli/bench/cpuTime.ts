/** Milliseconds of processor time that `run` takes, those of collector and compiler included. */
export function cpuMsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** The best of some rounds, after a few that only warm the compiler up: the machine is never quiet. */
export function best({ warmUp, rounds }: { readonly warmUp: number; readonly rounds: number }, measure: () => number): number {
  for (let round = 0; round < warmUp; round += 1) measure();
  return Math.min(...Array.from({ length: rounds }, measure));
}
