import { boot } from '../app/bootstrap.server.ts';
import { describeDifference, listProgressDifferences, rebuildProgress } from '../app/learning/index.server.ts';
import { readEnv } from '../app/platform/env.ts';
import type { Db } from '../db/client.ts';

/* npm run progress:rebuild              computes all progress anew from the ledger
   npm run progress:rebuild -- --check   only compares, and ends with 1 when something differs */

const shownAtMost = 100;

async function check(db: Db): Promise<number> {
  const { people, events, differences } = await listProgressDifferences(db);
  for (const difference of differences.slice(0, shownAtMost)) console.log(describeDifference(difference));
  if (differences.length > shownAtMost) console.log(`… and ${differences.length - shownAtMost} more`);
  console.log(`${events} events of ${people} people: ${differences.length === 0 ? 'everything agrees' : `${differences.length} rows differ`}`);
  return differences.length === 0 ? 0 : 1;
}

async function rebuild(db: Db): Promise<number> {
  const { people, events, rows } = await rebuildProgress(db);
  console.log(`rebuilt ${rows} rows from ${events} events of ${people} people`);
  return 0;
}

async function main(options: string[]): Promise<number> {
  const unknown = options.filter((option) => option !== '--check');
  if (unknown.length > 0) {
    console.error(`Unknown option ${unknown.join(' ')}. Use --check or nothing.`);
    return 2;
  }
  const program = await boot(readEnv(process.env), { name: 'progress-rebuild', exclusive: false });
  try {
    return await (options.includes('--check') ? check : rebuild)(program.db);
  } finally {
    await program.close();
  }
}

process.exitCode = await main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  return 2;
});
