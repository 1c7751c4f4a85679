import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Notice, Tabs, Tag, type Tone } from '../../ui/index.ts';
import { deskMessages } from '../messages/desk.ts';
import type { AnswerDone } from '../rules/answer-done.ts';
import type { DueState, ShownState, WorkState } from '../rules/answer-state.ts';

const shownTones: Readonly<Record<ShownState, Tone>> = { SHOWN: 'ok', PLANNED: 'brand', WITHDRAWN: 'neutral', NEVER: 'neutral', RETIRED: 'neutral' };
const workTones: Readonly<Record<WorkState, Tone>> = { DRAFT: 'neutral', RETURNED: 'danger', SUBMITTED: 'warn', APPROVED: 'brand', OUT: 'neutral' };
const dueTones: Readonly<Record<DueState, Tone>> = { OVERDUE: 'danger', SOON: 'warn', LATER: 'neutral' };

/** What an entry shows, and what is under way beside it. */
export function StateTags({ shown, work, isLapsed }: { shown: ShownState; work: WorkState; isLapsed?: boolean }) {
  const t = useText(deskMessages);
  const isUnderWay = work !== 'OUT' && shown !== 'RETIRED';
  return (
    <span className="row">
      {shown === 'NEVER' && isUnderWay ? null : <Tag tone={shownTones[shown]}>{t(`shown.${shown}`)}</Tag>}
      {isUnderWay ? <Tag tone={workTones[work]}>{t(`work.${work}`)}</Tag> : null}
      {isLapsed ? <Tag tone="danger" icon="scale">{t('lapsed')}</Tag> : null}
    </span>
  );
}

/** The day of a review with how near it is. */
export function DueTag({ day, due }: { day: string; due: DueState }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  return <span className="row">{formats.day(day)}{due === 'LATER' ? null : <Tag tone={dueTones[due]}>{t(`due.${due}`)}</Tag>}</span>;
}

/** The way back from a page of the desk. */
export function DeskCrumbs({ entry, trail = [], here }: { entry?: { id: string; question: string }; trail?: { label: string; href: string }[]; here?: string }) {
  const t = useText(deskMessages);
  const own = entry ? [{ label: entry.question, ...(here ? { href: `/answers/${entry.id}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('title'), href: '/answers' }, ...trail, ...own, ...(here ? [{ label: here }] : [])]} />;
}

const tabs = [['list', '/answers'], ['gaps', '/answers/gaps'], ['reviews', '/answers/reviews'], ['documents', '/answers/documents'], ['words', '/answers/words'], ['figures', '/answers/figures'], ['import', '/answers/import']] as const;

/** The parts of the desk side by side. */
export function DeskTabs({ current, canWrite }: { current: (typeof tabs)[number][0]; canWrite: boolean }) {
  const t = useText(deskMessages);
  return <Tabs label={t('tabs')} items={tabs.filter(([key]) => (key !== 'import' && key !== 'words') || canWrite).map(([key, href]) => ({ href, label: t(`tab.${key}`), current: key === current }))} />;
}

/** Says what the last deed did. */
export function DoneNotice({ done }: { done: AnswerDone | 'approved-next' | null }) {
  const t = useText(deskMessages);
  return done ? <Notice tone="ok">{t(`done.${done}`)}</Notice> : null;
}
