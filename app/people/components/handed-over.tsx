import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Meta, Notice, PageHead } from '../../ui/index.ts';
import { adminMessages } from '../messages/admin.ts';
import { PersonCrumbs } from './admin-crumbs.tsx';

/** A secret that is shown this once, to be handed to its owner. */
export function HandedOverPage(props: { person: { id: string; fullName: string }; title: string; label: string; secret: string; expiresAt: string }) {
  const t = useText(adminMessages);
  const formats = useFormats();
  return (
    <>
      <PageHead title={`${props.title}: ${props.person.fullName}`} breadcrumb={<PersonCrumbs person={props.person} here={props.title} />} />
      <div className="form">
        <Notice tone="warn">{t('temporary.shown')}</Notice>
        <Card>
          <Meta layout="stacked" items={[{ term: props.label, detail: <code>{props.secret}</code> }, { term: t('secret.until'), detail: formats.moment(props.expiresAt) }]} />
        </Card>
        <div><LinkButton variant="ghost" href={`/admin/people/${props.person.id}`}>{t('secret.back')}</LinkButton></div>
      </div>
    </>
  );
}
