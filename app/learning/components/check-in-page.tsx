import { useFaults } from '../../people/index.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { classMessages } from '../messages/classes.ts';
import type { CheckIn } from '../queries/check-in.server.ts';
import { ClassCrumbs, Place, useSessionTime } from './class-parts.tsx';

export interface CheckInView {
  found: CheckIn;
  bar: Localised | null;
  ticket: string | null;
}

/** Behind the QR code: which session it is, and one button; or why not. */
export function CheckInPage({ view: { found, bar, ticket } }: { view: CheckInView }) {
  const t = useText(classMessages);
  const locale = useLocale();
  const time = useSessionTime();
  const { say } = useFaults();
  const refused = say('form') ?? bar?.[locale];
  return (
    <div className="stack">
      <PageHead title={t('check-in.of', { title: found.title })} lead={time(found)} breadcrumb={<ClassCrumbs between={{ label: found.title, href: `/classes/${found.classId}` }} here={t('check-in')} />} />
      {found.isPresent ? <Notice tone="ok" live={false}>{t('done.already')}</Notice> : refused ? <Notice tone="danger" focused>{refused}</Notice> : null}
      <Card>
        <Meta items={[{ term: t('col.place'), detail: <Place place={found.place} /> }]} />
        <div className="actions">
          {ticket && !refused ? <form method="post"><input type="hidden" name="ticket" value={ticket} /><Button icon="check">{t('check-in.button')}</Button></form> : null}
          <LinkButton href={`/classes/${found.classId}`} variant="ghost">{t('check-in.back')}</LinkButton>
        </div>
      </Card>
    </div>
  );
}
