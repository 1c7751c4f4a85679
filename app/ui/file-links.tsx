import { LinkButton } from './button.tsx';

export interface FileLinksProps { names: { xlsx: string; csv: string }; href: (format: 'xlsx' | 'csv') => string; note?: string }

/** A list as a file, in the two kinds that every office opens; the workbook first, because it keeps zeros and days as they are. */
export function FileLinks({ names, href, note }: FileLinksProps) {
  return (
    <div className="stack-s">
      <div className="row">
        <LinkButton variant="ghost" icon="download" href={href('xlsx')}>{names.xlsx}</LinkButton>
        <LinkButton variant="quiet" icon="download" href={href('csv')}>{names.csv}</LinkButton>
      </div>
      {note && <p className="muted small">{note}</p>}
    </div>
  );
}
