import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { giveBackTied } from '../commands/write-score-sheet.server.ts';
import { OwnCrumbs } from '../components/judging-parts.tsx';
import { reviewParams, tieForm } from '../forms/judging.ts';
import { judgesMessages } from '../messages/judges.ts';
import { judgingMessages as messages } from '../messages/judging.ts';
import { getReviewDesk } from '../queries/own-reviews.server.ts';

export const loader = page({ guard: 'signed-in', params: reviewParams }, async ({ actor, params, context }) => {
  const { id, label } = await getReviewDesk(context.db, actor.id, params.assignment, momentOf(portsOf(context)).at);
  return { id, label };
});

export const action = submit({ guard: 'signed-in', params: reviewParams, form: tieForm }, async ({ actor, params, form, context }) => {
  const outcome = await giveBackTied(portsOf(context), actor, params.assignment, form.reason);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther('/judging?done=tied');
});

export const meta = titled((locale) => messages.in(locale)('review.tie'));

export default function OwnReviewTiePage() {
  const { id, label } = useLoaderData() as { id: string; label: string };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('review.tie')} eyebrow={t('own.label-of', { label })} lead={t('review.tie-lead')} breadcrumb={<OwnCrumbs between={{ label: t('own.label-of', { label }), href: `/judging/${id}` }} here={t('review.tie')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('review.tie-reason')} error={say('reason')} defaultValue={value('reason')} rows={3} required />
            <div className="row"><Button variant="danger">{t('review.tie-send')}</Button><LinkButton variant="ghost" href={`/judging/${id}`}>{useText(judgesMessages)('judge.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
