import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, PageHead } from '../../ui/index.ts';
import { EmailForm, OfficialsCard } from '../components/outside-parts.tsx';
import { nextQuery } from '../forms/outside.ts';
import { outsideMessages as messages } from '../messages/outside.ts';

export const loader = page({ guard: 'public', query: nextQuery }, ({ actor, query }) => {
  if (actor) throw redirect('/contests/profile');
  return { next: query.next };
});

export const meta = titled((locale) => messages.in(locale)('register.title'));

export default function OutsideRegisterPage() {
  const { next } = useLoaderData() as { next: string | undefined };
  const t = useText(messages);
  return (
    <>
      <PageHead title={t('register.title')} lead={t('register.lead')} />
      <div className="form">
        <Card title={t('register.how')} id="how"><ol className="bullets"><li>{t('register.step-1')}</li><li>{t('register.step-2')}</li><li>{t('register.step-3')}</li></ol></Card>
        <Card><EmailForm next={next} /><p className="muted">{t('register.privacy')}</p></Card>
        <OfficialsCard next={next} />
      </div>
    </>
  );
}
