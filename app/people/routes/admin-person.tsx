import { useLoaderData } from '@remix-run/react';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { PersonDeeds } from '../components/person-deeds.tsx';
import { AccountFacts, MembershipTable, ProfileFacts } from '../components/person-facts.tsx';
import { useRoleWords } from '../components/role-words.ts';
import { StateTag } from '../components/state-tag.tsx';
import { deedsDone, doneQuery, personParams } from '../forms/person-params.ts';
import { adminMessages } from '../messages/admin.ts';
import { canManagePeople } from '../policy.ts';
import { momentOf, portsOf } from '../ports.ts';
import { readPersonPage } from '../queries/person-page.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canManagePeople, params: personParams, query: doneQuery }, async ({ actor, params, query, context }) => ({
  done: query.done,
  person: await readPersonPage(context.db, actor, params.id, momentOf(portsOf(context))),
}));

export const meta = titled((locale) => adminMessages.in(locale)('people.title'));

const doneKeys = {
  added: 'person.saved',
  saved: 'person.saved',
  transferred: 'transfer.done',
  left: 'leave.done',
  disabled: 'disable.done',
  returned: 'return.done',
  unlocked: 'unlock.done',
  'sessions-ended': 'end-sessions.done',
} as const satisfies Record<(typeof deedsDone)[number], string>;

export default function PersonPage() {
  const { person, done } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  return (
    <>
      <PageHead title={person.fullName} tags={<StateTag state={person.state} />} breadcrumb={<AdminCrumbs trail={[{ label: t('people.title'), href: '/admin/people' }]} here={person.fullName} />} />
      <div className="stack">
        {done ? <Notice tone="ok">{t(doneKeys[done])}</Notice> : null}
        <div className="split">
          <div className="stack">
            <ProfileFacts person={person} />
            <MembershipTable memberships={person.memberships} />
          </div>
          <div className="stack">
            <PersonDeeds person={person} />
            <AccountFacts person={person} />
            <Roles />
          </div>
        </div>
      </div>
    </>
  );
}

function Roles() {
  const { person } = useLoaderData<typeof loader>();
  const t = useText(adminMessages);
  const words = useRoleWords();
  return (
    <Card id="roles" title={t('roles.title')}>
      {person.roles.length === 0 ? <p className="muted">{t('roles.none')}</p> : <ul className="stack">{person.roles.map((role) => <li key={role.id}>{words.both(role)}</li>)}</ul>}
      <div className="row">
        {person.canChangeRoles ? <LinkButton variant="ghost" href={`/admin/people/${person.id}/roles`}>{t('roles.manage')}</LinkButton> : null}
        {person.canReadAudit ? <LinkButton variant="quiet" href={`/admin/audit?object=${person.id}`}>{t('person.audit')}</LinkButton> : null}
      </div>
    </Card>
  );
}
