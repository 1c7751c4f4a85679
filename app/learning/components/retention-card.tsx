import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Stat, StatList } from '../../ui/index.ts';
import { recallMessages } from '../messages/recall.ts';
import { fewestPeople, type GroupRetention } from '../rules/retention.ts';

/** How much of a course a unit still knows, as a group: the latest mark that has enough people says it in the title. */
export function RetentionCard({ retention }: { retention: readonly GroupRetention[] }) {
  const t = useText(recallMessages);
  const formats = useFormats();
  const say = ({ percent, edge }: GroupRetention) => {
    const share = formats.percent((percent ?? 0) / 100);
    return edge ? t(`unit.${edge}`, { share }) : share;
  };
  const told = retention.findLast(({ percent }) => percent !== null);
  return (
    <Card title={told ? t('unit.title', { n: told.mark, share: say(told) }) : t('unit.title-few')} id="retention" lead={t('unit.lead', { n: fewestPeople })}>
      <StatList>
        {retention.map((one) => (
          <Stat key={one.mark} bare label={t('unit.mark', { n: one.mark })} value={one.percent === null ? '–' : largeFirst(say(one))} note={one.percent === null ? t(one.people < fewestPeople ? 'unit.few' : 'unit.kept', { n: fewestPeople }) : t('unit.people', { n: one.people })} />
        ))}
      </StatList>
    </Card>
  );
}
