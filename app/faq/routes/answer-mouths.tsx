import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice, PageHead } from '../../ui/index.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { MouthCards } from '../components/mouth-cards.tsx';
import { answerParams } from '../forms/answer-form.ts';
import { mouthMessages } from '../messages/mouths.ts';
import { canSeeAnswerDesk } from '../policy.ts';
import { getEntry, getVersion } from '../queries/desk-entry.server.ts';
import { mouthsOf } from '../rules/mouths.ts';

export const loader = page({ guard: canSeeAnswerDesk, params: answerParams }, async ({ params, context }) => {
  const entry = await getEntry(context.db, params.id, momentOf(portsOf(context)));
  const { number, fields } = await getVersion(context.db, params.id, entry.current?.number ?? entry.newest.number);
  return { id: entry.id, question: fields.question, number, isShown: entry.current !== null, isInternal: fields.audience === 'INTERNAL', mouths: mouthsOf(fields, `${context.env.baseUrl}/help/${entry.slug}`), handout: entry.current ? `/answers/${entry.id}/handout` : null };
});

export const meta = titled((locale) => mouthMessages.in(locale)('title'));
export const handle = { script: true, layout: 'wide' };

export default function MouthsPage() {
  const { id, question, number, isShown, isInternal, mouths, handout } = useLoaderData<typeof loader>();
  const t = useText(mouthMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs entry={{ id, question }} here={t('title')} />} />
      <Notice tone={isShown ? 'info' : 'warn'} live={false}>{isShown ? t('shown', { number }) : t('not-shown', { number })}</Notice>
      {isInternal ? <Notice tone="warn" live={false}>{t('internal')}</Notice> : null}
      <MouthCards mouths={mouths} handout={handout} />
    </div>
  );
}
