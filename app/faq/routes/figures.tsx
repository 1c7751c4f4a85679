import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { DeskCrumbs, DeskTabs } from '../components/desk-parts.tsx';
import { FigureBars, FigureStats, PeriodForm } from '../components/figure-parts.tsx';
import { figuresQuery } from '../forms/figures.ts';
import { figureMessages as messages } from '../messages/figures.ts';
import { canSeeCallFigures, canWriteAnswers } from '../policy.ts';
import { readFigures, type Figures } from '../queries/figures.server.ts';
import { periodOf } from '../rules/figures.ts';

export const loader = page({ guard: canSeeCallFigures, query: figuresQuery }, async ({ actor, query, context }) => {
  const moment = momentOf(portsOf(context));
  const figures = await readFigures(context.db, periodOf(query, moment.today), { ...moment, timeZone: context.env.TZ_DISPLAY, locale: context.reader.locale });
  return { figures, canWrite: canWriteAnswers(actor) };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function FiguresPage() {
  const { figures, canWrite } = useLoaderData() as { figures: Figures; canWrite: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const { from, to, fault } = figures.period;
  const isEmpty = figures.calls === 0 && figures.tickets.count === 0;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead', { from: formats.day(from), to: formats.day(to) })} breadcrumb={<DeskCrumbs here={t('title')} />} actions={<LinkButton variant="ghost" icon="download" href={`/answers/figures/sheet?${new URLSearchParams({ from, to })}`}>{t('export')}</LinkButton>} />
      <DeskTabs current="figures" canWrite={canWrite} />
      {fault ? <Notice tone="warn">{t(`fault.${fault}`)}</Notice> : null}
      <PeriodForm from={from} to={to} />
      {isEmpty ? <EmptyState icon="chart-column" title={t('none')}>{t('none-text')}</EmptyState> : <><FigureStats figures={figures} /><FigureBars figures={figures} /></>}
    </div>
  );
}
