import { page } from '../../people/index.server.ts';
import { filePortsOf } from '../entry-files.server.ts';
import { evidencePath } from '../evidence-path.server.ts';
import { publicEvidenceParams } from '../forms/adoption-use.ts';
import { handOut } from '../../platform/files/hand-out.server.ts';
import { publicEvidence } from '../queries/adoption-evidence.server.ts';
import { getPublicContest } from '../queries/contest-round.server.ts';

/** A file of evidence that its unit shows to everybody. */
export const loader = page({ guard: 'public', params: publicEvidenceParams }, async ({ params, context }) => {
  const contest = await getPublicContest(context.db, params.slug);
  const file = await publicEvidence(context.db, contest.id, params.file);
  return handOut(evidencePath(filePortsOf(context).filesDir, file.adoptionId, file.id), file);
});
