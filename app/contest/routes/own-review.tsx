import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther, wantsJson } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { writeScoreSheet } from '../commands/write-score-sheet.server.ts';
import { BlindReading } from '../components/blind-reading.tsx';
import { OwnCrumbs, SheetTag } from '../components/judging-parts.tsx';
import { LockedSheet, ScoreForm } from '../components/score-sheet.tsx';
import { ownQuery, reviewParams, sheetForm } from '../forms/judging.ts';
import { judgingMessages as messages } from '../messages/judging.ts';
import { readReview, type OpenReview } from '../queries/read-review.server.ts';
import { sheetState, weightedTotal } from '../rules/score-sheet.ts';

export const loader = page({ guard: 'signed-in', params: reviewParams, query: ownQuery }, async ({ actor, params, query, context }) => ({
  ...(await readReview(context.db, actor.id, params.assignment, momentOf(portsOf(context)).at)),
  isSaved: query.done === 'saved',
}));

/** What a script sends is only ever saved, whatever it asks for: a sheet is locked by a person who presses the button. */
export const action = submit({ guard: 'signed-in', params: reviewParams, form: sheetForm }, async ({ actor, params, form, context, request }) => {
  const isScript = wantsJson(request);
  const outcome = await writeScoreSheet(portsOf(context), actor, params.assignment, isScript ? { ...form, deed: 'save' } : form);
  const typed = { ...form.typed, comment: form.comment, note: form.note, confidence: String(form.confidence ?? ''), abstainReason: form.abstainReason };
  if (isScript && outcome.ok) return Response.json({ ok: true, revision: outcome.revision });
  if (!outcome.ok) {
    const [answer, status] = [refuseForm(outcome.faults, typed), 'form' in outcome.faults ? 409 : 422];
    return isScript ? Response.json(answer, { status }) : data(answer, { status });
  }
  return seeOther(form.deed === 'save' ? `/judging/${params.assignment}?done=saved` : `/judging?done=locked&label=${outcome.label}`);
});

export const meta = titled((locale) => messages.in(locale)('review.eyebrow'));
export const handle = { layout: 'wide', script: true };

export default function OwnReviewPage() {
  const { desk, entry, isSaved } = useLoaderData() as unknown as OpenReview & { isSaved: boolean };
  const t = useText(messages);
  const { sheet } = desk;
  const label = t('own.label-of', { label: desk.label });
  const state = sheetState(sheet.revision === 0 ? null : sheet);
  const total = weightedTotal(desk.criteria, new Map(sheet.scores.map((score) => [score.criterionId, score.value])));
  const isOpen = sheet.lockedAt === null && !desk.isOver;
  return (
    <div className="stack-l">
      <PageHead title={label} eyebrow={`${desk.contestTitle}${desk.track ? ` · ${desk.track}` : ''}`} tags={<SheetTag state={state} />} breadcrumb={<OwnCrumbs here={label} />} actions={isOpen ? <LinkButton variant="ghost" href={`/judging/${desk.id}/tie`}>{t('review.tie')}</LinkButton> : undefined} />
      {isSaved && sheet.savedAt && isOpen ? <Notice tone="ok" focused>{t('own.saved')}</Notice> : null}
      <Faults />
      <div className="split">
        <BlindReading entry={entry} base={`/judging/${desk.id}`} />
        {isOpen ? <ScoreForm desk={desk} total={total} /> : <LockedSheet desk={desk} total={total} />}
      </div>
    </div>
  );
}
