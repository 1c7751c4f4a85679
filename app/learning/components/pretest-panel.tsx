import { useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Notice, Table, Tag } from '../../ui/index.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { renewalMessages } from '../messages/renewal.ts';
import type { AttemptResult } from '../queries/attempt-result.server.ts';
import type { PretestResult } from '../queries/pretest-result.server.ts';

/** What a pre-test gave back, and what is left to study. */
export function PretestPanel({ result, pretest, isLate }: { result: AttemptResult; pretest: PretestResult; isLate: boolean }) {
  const t = useText(renewalMessages);
  const a = useText(assessmentMessages);
  const proven = pretest.modules.filter((module) => module.isProven).length;
  const net = pretest.minutes - pretest.minutesSat;
  const action = <LinkButton href={`/courses/${result.courseSlug}`} iconAfter="arrow-right">{t('result.to-course')}</LinkButton>;
  return (
    <>
      {result.isAuto ? <Notice tone="warn" live={false}>{a('result.auto')}{isLate ? ` ${a('result.late')}` : ''}</Notice> : null}
      {proven > 0
        ? <Notice tone="ok" live={false} title={t('result.returned', { minutes: pretest.minutes })} action={action}>{t('result.returned-why', { n: proven, total: pretest.modules.length })} {t(net > 0 ? 'result.net' : 'result.no-net', { sat: pretest.minutesSat, net })}</Notice>
        : <Notice tone="info" live={false} title={t('result.nothing')} action={action}>{t('result.nothing-why')}</Notice>}
      <Card title={t('result.modules')} id="modules">
        <Table
          caption={t('result.modules')}
          hideCaption
          rows={pretest.modules}
          rowKey={(module) => module.key}
          columns={[
            { key: 'module', head: t('result.module'), rowHeader: true, cell: (module) => module.title },
            { key: 'right', head: t('result.right'), numeric: true, cell: (module) => t('result.right-value', { right: module.right, total: module.total }) },
            { key: 'state', head: t('result.state'), cell: (module) => <Tag tone={module.isProven ? 'ok' : 'warn'}>{t(module.isProven ? 'result.proven' : 'result.gap')}</Tag> },
          ]}
        />
      </Card>
    </>
  );
}
