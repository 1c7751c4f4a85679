import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, TextInput } from '../../ui/index.ts';
import { writeQuestion, type ListQuestion } from '../forms/list-question.ts';
import { savedMessages } from '../messages/saved.ts';

/** Keeps what is asked for under a name; the question travels as it stands in the address. */
export function SaveCard({ question, name, error }: { question: ListQuestion; name?: string; error?: string | undefined }) {
  const t = useText(savedMessages);
  return (
    <Card title={t('save.title')} id="save" lead={t('save.lead')}>
      <form method="post" action="/reports/saved" className="stack" noValidate>
        <input type="hidden" name="question" value={writeQuestion(question)} />
        <TextInput name="name" label={t('name')} required maxLength={120} defaultValue={name} error={error} autoComplete="off" />
        <div className="row"><Button icon="save" variant="ghost">{t('save')}</Button></div>
      </form>
    </Card>
  );
}
