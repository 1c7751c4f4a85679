import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Table, Tag, type Column } from '../../ui/index.ts';
import { drillMessages } from '../messages/drills.ts';
import { editingMessages } from '../messages/editing.ts';
import { fewestPeople } from '../rules/retention.ts';
import type { SceneOutcome } from '../rules/scenario.ts';
import type { ChoiceShare, WayShares } from '../rules/way-shares.ts';

const tones = { good: 'ok', mixed: 'warn', bad: 'danger' } as const satisfies Record<SceneOutcome, string>;
const icons = { good: 'circle-check', mixed: 'triangle-alert', bad: 'triangle-alert' } as const satisfies Record<SceneOutcome, string>;

/** What learners chose in the situations of a lesson, for whoever edits it. */
export function WaySharesCard({ ways }: { ways: readonly WayShares[] }) {
  const t = useText(editingMessages);
  return (
    <Card title={t('ways.title')}>
      <div className="stack-l">
        {ways.map((situation) => <Situation key={situation.key} situation={situation} />)}
        <p className="muted small">{t('ways.hint')}</p>
      </div>
    </Card>
  );
}

function Situation({ situation: { title, people, choices } }: { situation: WayShares }) {
  const t = useText(editingMessages);
  const scenes = useText(drillMessages);
  const formats = useFormats();
  const caption = t('ways.caption', { title, people: formats.number(people) });
  if (!choices) return <p>{t('ways.few', { title, n: fewestPeople })}</p>;
  const columns: Column<ChoiceShare>[] = [
    { key: 'choice', head: t('ways.choice'), rowHeader: true, cell: ({ path }) => path.join(' › ') },
    { key: 'end', head: t('ways.end'), cell: ({ outcome }) => (outcome ? <Tag tone={tones[outcome]} icon={icons[outcome]}>{scenes(`scene.${outcome}`)}</Tag> : <span className="muted">{t('ways.on')}</span>) },
    { key: 'share', head: t('ways.share'), numeric: true, cell: ({ share }) => formats.percent(share) },
  ];
  return <Table caption={caption} columns={columns} rows={choices} rowKey={({ path }) => path.join('›')} />;
}
