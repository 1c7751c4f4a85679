import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Checkbox, Notice, PageHead } from '../../ui/index.ts';
import { answerInvitation } from '../commands/entry-team.server.ts';
import { EntryCrumbs } from '../components/entry-parts.tsx';
import { answerForm, invitationParams } from '../forms/entries.ts';
import { entryFaults } from '../messages/entry-faults.ts';
import { entryMessages } from '../messages/entries.ts';
import { teamMessages as messages } from '../messages/entry-team.ts';
import { invitationOf } from '../queries/entry-team.server.ts';

export const loader = page({ guard: 'signed-in', params: invitationParams }, ({ actor, params, context }) => invitationOf(context.db, actor, params.token, momentOf(portsOf(context)).at));

export const action = submit({ guard: 'signed-in', params: invitationParams, form: answerForm }, async ({ actor, params, form, context }) => {
  const outcome = await answerInvitation(portsOf(context), actor, { token: params.token, accepts: form.answer === 'accept', agrees: form.agrees === 'on' });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { agrees: form.agrees ?? '' }), { status: outcome.faults['agrees'] ? 422 : 409 });
  return seeOther(outcome.hasJoined ? `/contests/entries/${outcome.entryId}` : '/contests/entries?done=declined');
});

export const meta = titled((locale) => messages.in(locale)('invitation.title'));

export default function InvitationPage() {
  const { contest, number, by, ends, isOver, isOwn } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const e = useText(entryMessages);
  const f = useText(entryFaults);
  const formats = useFormats();
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('invitation.title')} breadcrumb={<EntryCrumbs here={t('invitation.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <p>{t('invitation.text', { name: by, number, contest: contest.title })}</p>
          <p className="muted">{t('invitation.ends', { time: formats.second(ends) })}</p>
          <p><a href={`/contests/${contest.slug}/rules`}>{e('check.rules-link')}</a></p>
        </Card>
        {isOver || !isOwn ? <Notice tone="warn" live={false}>{f(isOver ? 'invitation-gone' : 'invitation-other')}</Notice> : (
          <form method="post" noValidate className="stack">
            <Checkbox name="agrees" label={t('invitation.agree')} error={say('agrees')} defaultChecked={value('agrees') === 'on'} required />
            <div className="row"><Button icon="check" name="answer" value="accept">{t('invitation.accept')}</Button><Button variant="ghost" name="answer" value="decline">{t('invitation.decline')}</Button></div>
          </form>
        )}
      </div>
    </div>
  );
}
