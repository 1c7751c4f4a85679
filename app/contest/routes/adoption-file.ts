import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { filePortsOf } from '../entry-files.server.ts';
import { evidencePath } from '../evidence-path.server.ts';
import { evidenceParams } from '../forms/adoption-use.ts';
import { handOut } from '../../platform/files/hand-out.server.ts';
import { canSeeAdoptions } from '../policy.ts';
import { evidenceFor } from '../queries/adoption-evidence.server.ts';

/** A file of evidence for its unit and the desk; never shown, only kept. */
export const loader = page({ guard: canSeeAdoptions, params: evidenceParams }, async ({ actor, params, context }) => {
  const file = await evidenceFor(context.db, actor, params, momentOf(portsOf(context)).today);
  return handOut(evidencePath(filePortsOf(context).filesDir, params.id, file.id), file);
});
