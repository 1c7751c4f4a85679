import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Table, Tag } from '../../ui/index.ts';
import { teamMessages as messages } from '../messages/entry-team.ts';
import type { EntryHead } from '../queries/entry-page.server.ts';
import type { TeamMember } from '../queries/entry-team.server.ts';

/** Who is in a team and who is invited; the lead changes both. */
export function TeamTable({ entry, team }: { entry: EntryHead; team: readonly TeamMember[] }) {
  const t = useText(messages);
  const canChange = entry.isLead && entry.isOpen;
  return (
    <Table
      caption={t('team.caption')}
      rows={team}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', head: t('col.name'), rowHeader: true, cell: (member) => member.name },
        { key: 'email', head: t('col.email'), cell: (member) => member.email || '–' },
        { key: 'state', head: t('col.state'), cell: (member) => <StateOf member={member} /> },
        ...(canChange ? [{ key: 'deeds', head: t('col.deeds'), cell: (member: TeamMember) => <Deeds entryId={entry.id} member={member} /> }] : []),
      ]}
    />
  );
}

function StateOf({ member }: { member: TeamMember }) {
  const t = useText(messages);
  const formats = useFormats();
  if (member.state === 'LEAD') return <Tag tone="brand">{t('state.lead')}</Tag>;
  if (member.state === 'MEMBER') return <Tag tone="ok">{t('state.member')}</Tag>;
  return <Tag tone="warn">{member.state === 'INVITED' ? t('state.invited', { time: formats.moment(member.ends) }) : t('state.expired')}</Tag>;
}

function Deeds({ entryId, member }: { entryId: string; member: TeamMember }) {
  const t = useText(messages);
  if (member.state === 'LEAD') return <span>–</span>;
  const base = `/contests/entries/${entryId}/team/${member.id}`;
  const remove = t(member.state === 'MEMBER' ? 'deed.remove' : 'deed.revoke');
  return (
    <div className="row">
      {member.state === 'MEMBER' ? <form method="post" action={`${base}/lead`}><Button variant="quiet" aria-label={t('deed.of', { deed: t('deed.hand-over'), name: member.name })}>{t('deed.hand-over')}</Button></form> : null}
      <form method="post" action={`${base}/removal`}><Button variant="quiet" aria-label={t('deed.of', { deed: remove, name: member.name })}>{remove}</Button></form>
    </div>
  );
}
