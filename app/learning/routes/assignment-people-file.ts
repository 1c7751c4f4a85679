import { listFile } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { exportRulePeople } from '../commands/export-rule-people.server.ts';
import { rulePeopleFileQuery, ruleParams } from '../forms/assignments.ts';

/** The people under a rule as a file, found as on the page. */
export const loader = page({ guard: canSeeReminders, isRecorded: true, params: ruleParams, query: rulePeopleFileQuery }, ({ actor, params, query: { format, q }, context }) =>
  listFile(context, format, 'nguoi-thuoc-quy-tac', (ports, wish) => exportRulePeople(ports, actor, params.rule, q, wish)));
