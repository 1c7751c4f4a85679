import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { Card, Notice } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';

interface Props {
  /** The page of the form: the server draws its preview at `<page>/preview`. */
  page: string;
  revision: number;
  fields: ReactNode;
  /** What stands below the form, outside of it. */
  after?: ReactNode;
  /** The preview of what is stored; null while nothing is. */
  preview: ReactNode;
  aside?: ReactNode;
}

/** A form beside what it will look like. With a script the preview follows the typing; without one it shows what was saved. */
export function LiveForm({ page, revision, fields, after, preview, aside }: Props) {
  const t = useText(composerMessages);
  return (
    <div className="split split-even">
      <div className="stack">
        <div id="restored" hidden><Notice live={false}>{t('preview.restored')}</Notice></div>
        <Card>
          <form method="post" noValidate className="stack" data-island="live-preview" data-preview={`${page}/preview`} data-target="live-preview" data-restored="restored">
            <input type="hidden" name="revision" value={revision} />
            {fields}
          </form>
          {after}
        </Card>
      </div>
      <div className="stack">
        <Card title={t('content.preview')} id="preview" className="preview-card"><div id="live-preview" className="stack">{preview ?? <p className="muted">{t('preview.none')}</p>}</div></Card>
        {aside}
      </div>
    </div>
  );
}
