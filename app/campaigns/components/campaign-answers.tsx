import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, Select, Table, Tag } from '../../ui/index.ts';
import { answerMessages } from '../messages/answers.ts';
import { composerMessages } from '../messages/composer.ts';
import { publicMedia } from '../rules/media.ts';

interface Listed {
  entryId: string;
  /** Null for one whose words this reader may not see yet. */
  question: string | null;
  isShown: boolean;
}
interface Choice extends Listed {
  audience: string;
}

/** The answers that a campaign needs. */
export function AnswersTable({ campaign, answers }: { campaign: { id: string; revision: number }; answers: readonly Listed[] }) {
  const t = useText(answerMessages);
  if (answers.length === 0) return <EmptyState icon="message-circle-question" title={t('none')} />;
  return (
    <Table
      caption={t('list')}
      rows={answers}
      rowKey={(answer) => answer.entryId}
      columns={[
        { key: 'question', head: t('pick'), rowHeader: true, cell: (answer) => answer.question ?? t('in-writing.one') },
        { key: 'state', head: t('col.state'), cell: (answer) => <Tag tone={answer.isShown ? 'ok' : 'danger'}>{t(answer.isShown ? 'state.shown' : 'state.missing')}</Tag> },
        { key: 'remove', head: t('remove'), cell: (answer) => <form method="post" action={`/campaigns/${campaign.id}/answers/${answer.entryId}/removal`}><input type="hidden" name="revision" value={campaign.revision} /><Button variant="quiet">{t('remove')}</Button></form> },
      ]}
    />
  );
}

/** Chooses an answer and where its words go. */
export function AnswerPicker({ campaign, choices, inWriting }: { campaign: { id: string; revision: number }; choices: readonly Choice[]; inWriting: number }) {
  const t = useText(answerMessages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  const label = ({ question, audience, isShown }: Choice) => [question, audience === 'INTERNAL' ? t('internal') : '', isShown ? '' : t('not-shown')].filter(Boolean).join(' · ');
  return (
    <Card title={t('link')} id="insert">
      <form method="post" className="stack" noValidate>
        <input type="hidden" name="revision" value={campaign.revision} />
        <Select name="entry" label={t('pick')} error={say('entry')} defaultValue={value('entry')} options={choices.map((choice) => ({ value: choice.entryId, label: label(choice) }))} hint={inWriting > 0 ? t('in-writing', { count: inWriting }) : undefined} required />
        <Select name="into" label={t('into')} error={say('into')} defaultValue={value('into')} emptyLabel={t('into.none')} options={(['MESSAGE', ...publicMedia] as const).map((medium) => ({ value: medium, label: c(`medium.${medium}`) }))} />
        <div className="row"><Button icon="plus">{t('button')}</Button></div>
      </form>
    </Card>
  );
}
