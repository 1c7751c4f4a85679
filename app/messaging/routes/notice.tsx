import { useLoaderData } from '@remix-run/react';
import { page, submit } from '../../people/route.server.ts';
import { asksHeadOnly } from '../../platform/http/head-only.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, LinkButton, Notice as Note, PageHead } from '../../ui/index.ts';
import { renderNotice } from '../channels/email-content.ts';
import { letterLink } from '../channels/letter-link.server.ts';
import { answerNotice, markRead } from '../commands/read-notice.server.ts';
import { NoticeQuestion } from '../components/notice-question.tsx';
import { NoticeTags } from '../components/notice-tags.tsx';
import { titledMail } from '../components/titled-mail.ts';
import { answerForm, noticeParams } from '../forms/inbox.ts';
import { inboxMessages as messages } from '../messages/inbox.ts';
import { getNotice, type Notice } from '../queries/inbox.server.ts';

export const loader = page({ guard: 'signed-in', params: noticeParams }, async ({ actor, params, context, request }) => {
  const notice = await getNotice(context.db, actor.id, params.messageId);
  // Written once: a page that is looked at again waits for nobody's lock, nor for the disk.
  if (notice.read_at === null && !asksHeadOnly(request)) await markRead(context.db, actor.id, params.messageId, context.clock.now().toISOString());
  const link = letterLink({ ...notice, isCampaign: notice.source_type === 'CAMPAIGN' }, '', context.secret);
  return { notice, link, userId: actor.id, shown: renderNotice(notice.content[context.reader.locale] ?? notice.content.vi, actor, context.env.baseUrl, notice.variables) };
});

export const action = submit({ guard: 'signed-in', params: noticeParams, form: answerForm }, async ({ actor, params, form, context }) => {
  await answerNotice(context.db, actor.id, params.messageId, form.answer, context.clock.now().toISOString());
  return seeOther(`/inbox/${params.messageId}#question`);
});

export const meta = titledMail((locale) => messages.in(locale)('title'));

export default function NoticePage() {
  const { notice, link, userId, shown } = useLoaderData() as unknown as { notice: Notice; link: string | null; userId: string; shown: { subject: string; html: string } };
  const t = useText(messages);
  const formats = useFormats();
  const locale = useLocale();
  const tagged = { urgency: notice.urgency, isDrill: notice.is_drill === 1, isCorrection: notice.corrects_id !== null, isCorrected: notice.correctedBy !== null };
  return (
    <article className="stack-l">
      <PageHead title={shown.subject} eyebrow={formats.moment(notice.created_at)} tags={<NoticeTags notice={tagged} />} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('title'), href: '/inbox' }, { label: shown.subject }]} />} />
      {notice.correctedBy ? <Note tone="warn" live={false} action={<a href={`/inbox/${notice.correctedBy}`}>{t('see-correction')}</a>}>{t('corrected')}</Note> : null}
      <Card>
        {/* Drawn from guarded Markdown: only listed elements, every word escaped. */}
        <div className="prose" dangerouslySetInnerHTML={{ __html: shown.html }} />
        {notice.corrects_id ? <p><a href={`/inbox/${notice.corrects_id}`}>{t('see-original')}</a></p> : null}
        {link ? <div className="row form-gap"><LinkButton href={link} variant={notice.content.question && notice.answer === null ? 'ghost' : 'primary'}>{t('open')}</LinkButton></div> : null}
      </Card>
      {notice.content.question ? <NoticeQuestion question={notice.content.question} answer={notice.answer} seed={userId + notice.id} /> : null}
      <p className="muted">{t('why', { reason: notice.reason[locale].replace(/[.\s]+$/, '') })} {notice.is_duty === 1 ? t('duty') : <a href="/account/notices">{t('preferences')}</a>}</p>
    </article>
  );
}
