import { page } from '../../people/index.server.ts';
import { fetchOriginal } from '../commands/fetch-original.server.ts';
import { filePortsOf, sendFile } from '../entry-files.server.ts';
import { deskFileParams } from '../forms/screening.ts';
import { canOrganiseContests } from '../policy.ts';

/** A file as it was handed in, for the organiser who screens; every time it is asked for is written down. */
export const loader = page({ guard: canOrganiseContests, isRecorded: true, params: deskFileParams }, async ({ actor, params, context }) => {
  const ports = filePortsOf(context);
  return sendFile(ports, params.entry, await fetchOriginal(ports, actor, { contestId: params.contest, entryId: params.entry, fileId: params.file }));
});
