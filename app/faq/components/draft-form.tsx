import { useActionData } from '@remix-run/react';
import { useFaults } from '../../people/index.ts';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Prose, TextInput } from '../../ui/index.ts';
import type { TypedAnswer } from '../forms/answer-form.ts';
import { deskMessages, writeMessages } from '../messages/desk.ts';
import type { DeskChoices } from '../queries/desk-entry.server.ts';
import { answerHtml } from '../rules/answer-body.ts';
import type { Overlap } from '../rules/merge-drafts.ts';
import { AnswerFields } from './answer-fields.tsx';

/** What an action hands back when somebody else saved meanwhile. */
export interface DraftFaults extends FormFaults {
  overlaps?: Overlap[];
}
export interface DraftFormProps {
  /** Under which name unsaved words are kept in the browser; another revision is another form. */
  keep: string;
  stored?: TypedAnswer;
  revision?: number;
  choices: DeskChoices;
  back: string;
}

/** The form of a draft beside the page that it will become. Without a script the preview shows the draft as last saved or sent. */
export function DraftForm({ keep, stored, revision, choices, back }: DraftFormProps) {
  const t = useText(writeMessages);
  const d = useText(deskMessages);
  const { say, value } = useFaults();
  const sent = useActionData() as DraftFaults | undefined;
  return (
    <div className="split" data-island="draft" data-keep={keep} data-restored={t('restored')} data-live={t('preview.live')} data-empty={t('preview.empty')}>
      <form method="post" className="stack" noValidate>
        {revision === undefined ? null : <input type="hidden" name="revision" value={revision} />}
        <AnswerFields stored={stored} overlaps={sent?.overlaps ?? []} choices={choices} />
        {revision === undefined ? <Card><TextInput name="slug" label={t('slug')} hint={t('slug-hint')} error={say('slug')} defaultValue={value('slug')} maxLength={80} /></Card> : null}
        <div className="row"><Button icon="save">{t('save')}</Button><LinkButton variant="ghost" href={back}>{d('back')}</LinkButton></div>
      </form>
      <Preview short={value('short', stored?.short)} body={value('body', stored?.body)} />
    </div>
  );
}

function Preview({ short, body }: { short: string; body: string }) {
  const t = useText(writeMessages);
  return (
    <Card title={t('preview')} id="preview" className="preview-sticky">
      <p className="muted small" data-preview="state">{t('preview.saved')}</p>
      <p className="aloud" data-preview="short">{short || t('preview.empty')}</p>
      <div data-preview="body"><Prose html={answerHtml(body)} /></div>
    </Card>
  );
}
