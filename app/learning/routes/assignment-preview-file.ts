import { listFile } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { exportPreview } from '../commands/export-rule-people.server.ts';
import { previewFileQuery, ruleParams } from '../forms/assignments.ts';
import { canAssign } from '../policy.ts';

/** Everybody whom a draft would add or let go of, as a file. */
export const loader = page({ guard: canAssign, isRecorded: true, params: ruleParams, query: previewFileQuery }, ({ actor, params, query: { format, ...asked }, context }) =>
  listFile(context, format, asked.group === 'added' ? 'se-giao-them' : 'se-bo-ra', (ports, wish) => exportPreview(ports, actor, params.rule, asked, wish)));
