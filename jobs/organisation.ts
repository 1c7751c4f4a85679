import { boot } from '../app/bootstrap.server.ts';
import { readEnv } from '../app/platform/env.ts';
import { storeOrganisation } from '../db/seeds/organisation/store.ts';

/** `npm run organisation`: loads the province's units since 2023 with their names, codes and mergers. Run twice, it changes nothing. */
const { db, close } = await boot(readEnv(process.env), { name: 'organisation', exclusive: false });
try {
  console.log(await storeOrganisation(db));
} finally {
  await close();
}
