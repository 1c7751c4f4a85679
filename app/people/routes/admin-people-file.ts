import { exportPeople } from '../commands/export-people.server.ts';
import { peopleFileQuery } from '../forms/people-query.ts';
import { listFile } from '../list-file.server.ts';
import { canManagePeople } from '../policy.ts';
import { page } from '../route.server.ts';

/** The filtered list of people as a file. */
export const loader = page({ guard: canManagePeople, isRecorded: true, query: peopleFileQuery }, ({ actor, query: { format, ...filter }, context }) =>
  listFile(context, format, 'can-bo', (ports, wish) => exportPeople(ports, actor, filter, wish)));
