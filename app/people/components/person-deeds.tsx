import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, type IconName } from '../../ui/index.ts';
import { adminMessages } from '../messages/admin.ts';
import type { AccountState } from '../rules/account-state.ts';

interface Shown {
  id: string;
  revision: number;
  state: AccountState;
  sessionCount: number;
  canManage: boolean;
  isOwn: boolean;
}

/** What can be done to this person now; each deed has a page of its own. */
export function PersonDeeds({ person }: { person: Shown }) {
  const t = useText(adminMessages);
  if (!person.canManage) return <Notice live={false}>{t(person.isOwn ? 'person.own' : 'person.no-deeds')}</Notice>;
  const isOut = person.state === 'LEFT' || person.state === 'DISABLED';
  const to = (path: string) => `/admin/people/${person.id}/${path}`;
  return (
    <Card id="deeds" title={t('person.deeds')}>
      <div className="row">
        {person.state === 'LOCKED' ? <PostButton to={to('unlocking')} revision={person.revision} label={t('unlock.title')} icon="key-round" primary /> : null}
        {isOut ? <LinkButton href={to('reactivation')} icon="rotate-ccw">{t('return.title')}</LinkButton> : null}
        <LinkButton variant="ghost" href={to('edit')} icon="pencil">{t('person.edit')}</LinkButton>
        {isOut ? null : (
          <>
            <LinkButton variant="ghost" href={to('activation-link')} icon="link">{t('link.title')}</LinkButton>
            <LinkButton variant="ghost" href={to('temporary-password')} icon="key-round">{t('temporary.title')}</LinkButton>
            <LinkButton variant="ghost" href={to('transfer')} icon="building-2">{t('transfer.title')}</LinkButton>
            {person.sessionCount > 0 ? <PostButton to={to('session-ending')} revision={person.revision} label={t('end-sessions.title')} icon="log-out" /> : null}
            <LinkButton variant="ghost" href={to('disabling')} icon="circle-x">{t('disable.title')}</LinkButton>
          </>
        )}
        {person.state === 'LEFT' ? null : <LinkButton variant="ghost" href={to('leaving')} icon="user">{t('leave.title')}</LinkButton>}
      </div>
    </Card>
  );
}

function PostButton({ to, revision, label, icon, primary }: { to: string; revision: number; label: string; icon: IconName; primary?: boolean }) {
  return (
    <form method="post" action={to}>
      <input type="hidden" name="revision" value={revision} />
      <Button variant={primary ? 'primary' : 'ghost'} icon={icon}>{label}</Button>
    </form>
  );
}
