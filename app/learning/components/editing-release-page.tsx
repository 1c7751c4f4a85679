import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { editingMessages } from '../messages/editing.ts';
import type { ReleaseCheck } from '../queries/editing-version.server.ts';
import { EditingChanges } from './editing-changes.tsx';

/** The last look before learners see a version. */
export function EditingReleasePage({ check }: { check: ReleaseCheck }) {
  const t = useText(editingMessages);
  const formats = useFormats();
  const base = `/admin/courses/${check.slug}`;
  const removed = check.lessons.some((lesson) => lesson.kind === 'removed');
  const facts = [
    { term: t('release.learners'), detail: formats.number(check.learners) },
    { term: t('release.attempts'), detail: check.openAttempts > 0 ? t('release.attempts-note', { n: formats.number(check.openAttempts) }) : '0' },
    { term: t('release.lessons'), detail: formats.number(check.lessons.filter((lesson) => lesson.kind !== 'removed').length) },
  ];
  return (
    <div className="stack">
      <PageHead
        title={t('release.title')}
        lead={t('release.lead', { title: check.title })}
        breadcrumb={<Breadcrumb label={t('breadcrumb')} items={[{ label: t('admin'), href: '/admin' }, { label: t('courses.title'), href: '/admin/courses' }, { label: check.title, href: base }, { label: t('release.title') }]} />}
      />
      {check.isCurrent ? <Notice tone="info">{t('release.is-current')}</Notice> : null}
      {check.shortage ? <Notice tone="danger" live={false} title={t('release.shortage-title', { title: check.shortage.title })}>{t('release.shortage', { ...check.shortage })}</Notice> : null}
      <Card><Meta items={facts} /></Card>
      <Card title={t('changes.title')} id="changes">
        <EditingChanges changes={check} isFirst={check.isFirst} />
        {removed ? <Notice tone="warn" live={false}>{t('release.removed-note')}</Notice> : null}
      </Card>
      {check.isCurrent ? (
        <p><LinkButton href={base} variant="ghost">{t('release.back')}</LinkButton></p>
      ) : (
        <form method="post" className="stack">
          <p className="muted">{t('release.audited')}</p>
          <p className="tags">
            <Button icon="send">{t('release.confirm')}</Button>
            <LinkButton href={base} variant="ghost">{t('release.back')}</LinkButton>
          </p>
        </form>
      )}
    </div>
  );
}
