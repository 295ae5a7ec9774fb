const given = process.env['STARTKIT_SOAK_RUNS'];

/** Whether this run is to be thorough rather than quick. */
export const isSoak = given !== undefined;

/** How often to try: what STARTKIT_SOAK_RUNS says, otherwise `few`. */
export const soakRuns = (few: number): number => (isSoak ? Number(given) : few);

/** STARTKIT_SOAK_SEED repeats what a failed run printed. */
export const soakSeed = Number(process.env['STARTKIT_SOAK_SEED'] ?? Date.now() % 2 ** 31);
