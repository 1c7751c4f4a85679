import type { Migration } from './index.ts';

/** Evidence of a monthly report that came in while no scanner answered is looked at later, also once the report was handed in: what the scanner says is no part of it. Everything else of a file stays frozen. */
export const scannedEvidence: Migration = {
  name: '0078-scanned-evidence',
  statements: [
    `drop trigger monthly_report_file_frozen_update`,
    `create trigger monthly_report_file_frozen_update before update of id, report_id, model_number, name, kind, bytes, sha256, uploaded_by, uploaded_at, removed_at on monthly_report_file
      when (select state from monthly_report where id = old.report_id) not in ('DRAFT', 'RETURNED')
      begin select raise(abort, 'a report that was handed in does not change'); end`,
    // Said once: what was stopped never comes back, and what is clean is not asked again.
    `create trigger monthly_report_file_scanned_once before update of scan on monthly_report_file when old.scan <> 'UNSCANNED' and new.scan <> old.scan
      begin select raise(abort, 'a file is scanned once'); end`,
    `create index monthly_report_file_unscanned on monthly_report_file (id) where scan = 'UNSCANNED'`,
  ],
};
