import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { recordCopyReading } from '../commands/record-copy-reading.server.ts';
import { requestParams } from '../forms/recognition-requests.ts';
import { canAssign } from '../policy.ts';
import { getDeskRequest } from '../queries/recognition-desk.server.ts';
import { sendCopy } from '../recognition-copies.server.ts';

/** The copy of somebody's certificate, for whoever decides about it. */
export const loader = page({ guard: canAssign, isRecorded: true, params: requestParams }, async ({ actor, params, context }) => {
  const request = await getDeskRequest(context.db, actor, params.request, momentOf(portsOf(context)).today);
  const answer = await sendCopy(context, request);
  await recordCopyReading(portsOf(context), actor, request);
  return answer;
});
