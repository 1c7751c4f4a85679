import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead, RadioGroup, TextArea, TextInput } from '../../ui/index.ts';
import { answerInvitation } from '../commands/answer-invitation.server.ts';
import { OwnCrumbs } from '../components/judging-parts.tsx';
import { seatForm, seatParams } from '../forms/judging.ts';
import { judgingMessages as messages } from '../messages/judging.ts';
import { getSeat, type Seat } from '../queries/own-reviews.server.ts';

export const loader = page({ guard: 'signed-in', params: seatParams }, async ({ actor, params, context }) => ({ seat: await getSeat(context.db, actor.id, params.judge) }));

export const action = submit({ guard: 'signed-in', params: seatParams, form: seatForm }, async ({ actor, params, form, context }) => {
  const outcome = await answerInvitation(portsOf(context), actor, params.judge, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, { ...form, maxReviews: String(form.maxReviews ?? '') }), { status: 409 });
  return seeOther('/judging?done=saved');
});

export const meta = titled((locale) => messages.in(locale)('invitation.title'));

export default function OwnInvitationPage() {
  const { seat } = useLoaderData() as unknown as { seat: Seat };
  const t = useText(messages);
  const formats = useFormats();
  const answered = seat.answeredAt ? t(seat.state === 'ACCEPTED' ? 'invitation.accepted-at' : 'invitation.declined-at', { at: formats.moment(seat.answeredAt) }) : null;
  return (
    <>
      <PageHead title={t('invitation.title')} eyebrow={seat.title} lead={t('invitation.lead')} breadcrumb={<OwnCrumbs here={t('invitation.title')} />} />
      <div className="form stack-l">
        <Faults />
        {answered ? <Notice live={false}>{answered}</Notice> : null}
        <Card>
          <form method="post" noValidate className="stack">
            <TieFields seat={seat} />
            <SeatFields seat={seat} />
            <div className="row">
              {seat.state === 'ACCEPTED' ? <Button name="deed" value="save">{t('invitation.save')}</Button> : <Button name="deed" value="accept">{t('invitation.accept')}</Button>}
              {seat.state === 'DECLINED' ? null : <Button name="deed" value="decline" variant="ghost">{t('invitation.decline')}</Button>}
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}

function TieFields({ seat }: { seat: Seat }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <div>
        <p className="field-label">{t('invitation.declared')}</p>
        {seat.declared.length === 0 ? <p className="muted">{t('invitation.declared-none')}</p> : <ul>{seat.declared.map((tie) => <li key={tie.name}>{tie.name} – {tie.reason}</li>)}</ul>}
      </div>
      <TextArea name="ties" label={t('invitation.ties')} hint={t('invitation.ties-hint')} error={say('ties')} defaultValue={value('ties')} rows={4} />
      <TextArea name="tiesReason" label={t('invitation.ties-reason')} error={say('tiesReason')} defaultValue={value('tiesReason')} rows={2} />
    </>
  );
}

function SeatFields({ seat }: { seat: Seat }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  if (seat.isAssigned && seat.state !== 'INVITED') return null;
  const wished = value('tracks', seat.wished.join('\n')).split('\n').filter(Boolean);
  return (
    <>
      {seat.tracks.length > 0 ? <RadioGroup multiple name="tracks[]" id="tracks" legend={t('invitation.tracks')} hint={t('invitation.tracks-hint')} error={say('tracks')} value={wished} options={seat.tracks.map((track) => ({ value: track.id, label: track.title }))} /> : null}
      <TextInput name="maxReviews" label={t('invitation.max')} error={say('maxReviews')} defaultValue={value('maxReviews', String(seat.maxReviews))} width="short" inputMode="numeric" required />
    </>
  );
}
