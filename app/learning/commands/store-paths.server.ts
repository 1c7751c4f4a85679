import type { Db } from '../../../db/client.ts';
import type { Problem } from '../../platform/content/problems.ts';
import { readPaths } from '../content/read-paths.server.ts';

export interface StoredPaths {
  state: 'stored' | 'unchanged' | 'refused' | 'missing';
  problems: Problem[];
}

/** Stores the learning paths of a content folder in place of those before; a file with errors, or none, leaves everything as it was. */
export async function storePaths(db: Db, contentDir: string): Promise<StoredPaths> {
  const check = readPaths(contentDir);
  if (!check) return { state: 'missing', problems: [] };
  const { paths, problems } = check;
  if (!paths) return { state: 'refused', problems };
  const rows = paths.map(({ suits, steps, ...own }, at) => ({ ...own, position: at + 1, suits: suits && JSON.stringify(suits), steps: JSON.stringify(steps) }));
  return db.transaction().execute(async (tx) => {
    const stored = await tx.selectFrom('learning_path').select(['key', 'title', 'audience', 'why', 'position', 'suits', 'steps']).orderBy('position').execute();
    if (JSON.stringify(stored) === JSON.stringify(rows.map(({ key, title, audience, why, position, suits, steps }) => ({ key, title, audience, why, position, suits, steps })))) return { state: 'unchanged', problems };
    await tx.deleteFrom('learning_path').execute();
    await tx.insertInto('learning_path').values(rows).execute();
    return { state: 'stored', problems };
  });
}
