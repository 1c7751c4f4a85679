import { data } from '@remix-run/node';
import { clearedSessionCookie, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Checkbox, LinkButton, PageHead } from '../../ui/index.ts';
import { eraseAccount } from '../commands/erase-account.server.ts';
import { ContestCrumbs } from '../components/public-parts.tsx';
import { erasureForm } from '../forms/outside.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { isFromOutside } from '../policy.ts';

export const loader = page({ guard: isFromOutside }, () => null);

export const action = submit({ guard: isFromOutside, form: erasureForm }, async ({ actor, form, context }) => {
  const outcome = await eraseAccount(portsOf(context), actor);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther('/contests?done=erased', { 'Set-Cookie': clearedSessionCookie(context.env.baseUrl.startsWith('https:')) });
});

export const meta = titled((locale) => messages.in(locale)('erase.title'));

export default function OutsideErasurePage() {
  const t = useText(messages);
  const { say } = useFaults();
  return (
    <>
      <PageHead title={t('erase.title')} lead={t('erase.lead')} breadcrumb={<ContestCrumbs between={{ label: t('profile.title'), href: '/contests/profile' }} here={t('erase.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <Checkbox name="confirm" label={t('erase.confirm')} error={say('confirm')} required />
            <div className="row"><Button variant="danger" icon="trash-2">{t('erase.submit')}</Button><LinkButton variant="ghost" href="/contests/profile">{t('erase.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
