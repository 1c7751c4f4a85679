import { page } from '../../people/index.server.ts';
import { requestParams } from '../forms/recognition-requests.ts';
import { getOwnRequest } from '../queries/recognition-requests.server.ts';
import { sendCopy } from '../recognition-copies.server.ts';

/** One's own copy; never shown, only kept. */
export const loader = page({ guard: 'signed-in', params: requestParams }, async ({ actor, params, context }) => sendCopy(context, await getOwnRequest(context.db, actor.id, params.request)));
