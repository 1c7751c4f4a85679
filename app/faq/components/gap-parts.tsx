import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { useFaults } from '../../people/index.ts';
import { Breadcrumb, Button, Card, Select, Tag, TextInput } from '../../ui/index.ts';
import { gapMessages as messages } from '../messages/gaps.ts';
import { gapSignals, type Gap } from '../rules/gaps.ts';

export function GapCrumbs({ here }: { here?: string }) {
  const t = useText(messages);
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('answers'), href: '/answers' }, { label: t('title'), ...(here ? { href: '/answers/gaps' } : {}) }, ...(here ? [{ label: here }] : [])]} />;
}

/** This week beside the week before; a spike by word and icon. */
export function Week({ gap, isSpike }: { gap: Pick<Gap, 'thisWeek' | 'weekBefore'>; isSpike: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  return <>{t('week', { now: formats.number(gap.thisWeek), before: formats.number(gap.weekBefore) })}{isSpike ? <> <Tag tone="danger" icon="arrow-up">{t('spike')}</Tag></> : null}</>;
}

export function Signals({ signals }: Pick<Gap, 'signals'>) {
  const t = useText(messages);
  const formats = useFormats();
  const lines = gapSignals.filter((signal) => signals[signal]).map((signal) => t('signals', { signal: t(`signal.${signal}`), count: formats.number(signals[signal] ?? 0) }));
  return <>{lines.map((line) => <span key={line}>{line}<br /></span>)}</>;
}

interface DecisionData {
  gap: Gap;
  near: { slug: string; question: string; topic: string } | null;
  topics: { key: string; title: string }[];
  answers: { slug: string; question: string }[];
}

/** The three ways out of a gap, each a form of its own. */
export function Decisions({ gap, near, topics, answers }: DecisionData) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const hidden = (resolution: string) => <><input type="hidden" name="q" value={gap.fold} /><input type="hidden" name="resolution" value={resolution} /></>;
  return (
    <>
      <Card title={t('draft.title')} id="draft" lead={t('draft.lead')}>
        <form method="post" className="stack" noValidate>
          {hidden('DRAFT')}
          <Select name="topic" label={t('draft.topic')} error={say('topic')} defaultValue={value('topic', near?.topic)} emptyLabel={t('draft.topic-none')} options={topics.map(({ key, title }) => ({ value: key, label: title }))} required />
          <div className="row"><Button icon="notebook-pen">{t('draft.button')}</Button></div>
        </form>
      </Card>
      <Card title={t('link.title')} id="link" lead={near ? `${t('col.near')}: ${near.question}` : t('link.lead')}>
        <form method="post" className="stack" noValidate>
          {hidden('LINKED')}
          <Select name="slug" label={t('link.slug')} hint={near ? t('link.lead') : undefined} error={say('slug')} defaultValue={value('slug', near?.slug)} emptyLabel={t('link.slug-none')} options={answers.map(({ slug, question }) => ({ value: slug, label: question }))} required />
          <div className="row"><Button variant="ghost" icon="link">{t('link.button')}</Button></div>
        </form>
      </Card>
      <Card title={t('close.title')} id="close">
        <form method="post" className="stack" noValidate>
          {hidden('CLOSED')}
          <TextInput name="reason" label={t('close.reason')} error={say('reason')} defaultValue={value('reason')} maxLength={500} required />
          <div className="row"><Button variant="ghost" icon="x">{t('close.button')}</Button></div>
        </form>
      </Card>
    </>
  );
}
