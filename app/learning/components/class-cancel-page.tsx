import { Faults, useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { classDeskMessages } from '../messages/class-desk.ts';
import type { ManagedClass } from '../queries/managed-class.server.ts';
import { DeskCrumbs, RunTag } from './class-parts.tsx';

/** Cancelling a class: whom it concerns, why, do it or leave it. */
export function ClassCancelPage({ managed }: { managed: ManagedClass }) {
  const t = useText(classDeskMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={`${t('cancel')}: ${managed.title}`} lead={t('cancel.lead')} tags={<RunTag state={managed.state} />} breadcrumb={<DeskCrumbs here={t('cancel')} trail={[{ label: managed.title, href: `/admin/classes/${managed.id}` }]} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" className="stack" noValidate>
            <p>{t('cancel.count', { placed: managed.placed, waiting: managed.waiting })}</p>
            <TextArea name="reason" label={t('cancel.reason')} hint={t('cancel.reason-hint')} error={say('reason')} defaultValue={value('reason')} rows={3} maxLength={500} required />
            <div className="row">
              <Button variant="danger">{t('cancel')}</Button>
              <LinkButton variant="ghost" href={`/admin/classes/${managed.id}`}>{t('back')}</LinkButton>
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}
