import type { Actor } from '../people/actor.ts';
import { momentOf, portsOf } from '../people/index.server.ts';
import { faultsOf } from '../platform/http/forms.server.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { MediumPreview } from './components/medium-preview.tsx';
import { MessagePreview } from './components/message-preview.tsx';
import { messageForm, publicForms } from './forms/campaign.ts';
import { faultsOfWords } from './message-faults.server.ts';
import { messageShown, shownFacts } from './message-shown.server.ts';
import { faultsFragment, fragment } from './preview-fragment.server.tsx';
import { getCampaign } from './queries/campaign-page.server.ts';
import { mediumFacts } from './queries/composer.server.ts';
import type { PublicMedium } from './rules/media.ts';

/** The preview of words as they are typed, drawn as that of stored words is; nothing is written. */
export async function typedPreview(context: RequestContext, actor: Actor, what: { id: string; medium: 'MESSAGE' | PublicMedium }, fields: Record<string, unknown>): Promise<Response> {
  const facts = shownFacts(context.env, actor, momentOf(portsOf(context)));
  const campaign = await getCampaign(context.db, what.id, facts.at);
  if (what.medium !== 'MESSAGE') {
    const parsed = publicForms[what.medium].safeParse(fields, { reportInput: true });
    if (!parsed.success) return faultsFragment(faultsOf(parsed.error), context);
    return fragment(<MediumPreview campaign={campaign} medium={what.medium} words={parsed.data} facts={await mediumFacts(context.db, facts)} />, context);
  }
  const parsed = messageForm.safeParse(fields, { reportInput: true });
  const faults = parsed.success ? faultsOfWords(parsed.data, context.env.baseUrl) : faultsOf(parsed.error);
  if (!parsed.success || Object.keys(faults).length > 0) return faultsFragment(faults, context);
  return fragment(<MessagePreview shown={await messageShown(context.db, campaign, parsed.data, facts, true)} />, context);
}
