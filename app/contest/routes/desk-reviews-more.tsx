import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { addReview, excuseEntry } from '../commands/add-review.server.ts';
import { giveLateEntry } from '../commands/give-late-entry.server.ts';
import { Refusal } from '../components/assignment-parts.tsx';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { NeedsTable } from '../components/extra-review-parts.tsx';
import { ReadOnlyNotice } from '../components/read-only-notice.tsx';
import { contestParams, moreForm, moreQuery } from '../forms/judging.ts';
import { assignmentMessages } from '../messages/assignment.ts';
import { extraReviewMessages as messages } from '../messages/extra-reviews.ts';
import { canOrganiseContests } from '../policy.ts';
import { readReviewNeeds, type ReviewNeeds } from '../queries/review-needs.server.ts';
import { lateScreeningWords } from '../screening-words.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams, query: moreQuery }, async ({ actor, params, query, context }) => ({
  needs: await readReviewNeeds(context.db, actor, params.contest, momentOf(portsOf(context))),
  done: query.done,
}));

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: moreForm }, async ({ actor, params, form, context }) => {
  const ports = portsOf(context);
  const outcome = form.deed === 'add' ? await addReview(ports, actor, params.contest, form) : form.deed === 'give' ? await giveLateEntry(ports, actor, params.contest, form) : await excuseEntry(ports, actor, params.contest, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, { ...form, dueOn: 'dueOn' in form ? (form.dueOn ?? '') : '' }), { status: 'form' in outcome.faults ? 409 : 422 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/assignment/more?done=${doneBy[form.deed]}`);
});

const doneBy = { add: 'added', give: 'given', excuse: 'excused' } as const;

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function DeskReviewsMorePage() {
  const { needs, done } = useLoaderData() as unknown as { needs: ReviewNeeds; done?: 'added' | 'given' | 'excused' };
  const t = useText(messages);
  const a = useText(assignmentMessages);
  const locale = useLocale();
  const { contest, state, isOver, rows, screening } = needs;
  const open = screening && lateScreeningWords(screening);
  const base = `/contest-desk/${contest.id}`;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead', { count: contest.reviewsPerEntry })} breadcrumb={<DeskCrumbs contest={contest} between={{ label: a('title'), href: `${base}/assignment` }} here={t('title')} />} actions={<LinkButton variant="ghost" href={`${base}/judges`}>{t('invite')}</LinkButton>} />
      <ReadOnlyNotice contest={contest} />
      <Refusal />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      {state === 'COMMITTED' ? <Notice live={false}>{t('committed')}</Notice> : null}
      {state === 'NONE' ? <EmptyState icon="scale" title={t('no-round')}>{t('no-round-text')}</EmptyState> : null}
      {open ? <Notice tone="warn" live={false} action={<a href={`${base}/entries`}>{a('screening')}</a>}>{open[locale]}</Notice> : null}
      {state === 'OPEN' && rows.length === 0 ? <EmptyState icon="check-check" title={t('none')}>{t('none-text')}</EmptyState> : null}
      {state === 'OPEN' && isOver && rows.length > 0 ? <Notice live={false}>{t('over')}</Notice> : null}
      {rows.length > 0 ? <NeedsTable needs={needs} /> : null}
      {state === 'OPEN' ? <p className="small muted">{t('cut-hint')}</p> : null}
    </div>
  );
}
