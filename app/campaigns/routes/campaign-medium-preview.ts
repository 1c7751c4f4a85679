import { page, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { removalParams, typedFields } from '../forms/campaign.ts';
import { canWriteCampaigns } from '../policy.ts';
import { typedPreview } from '../typed-preview.server.tsx';

export const loader = page({ guard: canWriteCampaigns, params: removalParams }, ({ params }) => seeOther(`/campaigns/${params.id}/content`));

/** Words as they are typed, drawn as they will be; nothing is written. */
export const action = submit({ guard: canWriteCampaigns, params: removalParams, form: typedFields, limit: 200_000 }, ({ actor, params, form, context }) => typedPreview(context, actor, params, form));
