import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the way in to reports. */
export const reportsMessages = defineMessages({
  'title': ['Báo cáo', 'Reports'],
  'crumbs': ['Đường dẫn', 'Breadcrumb'],
  'lead': ['Số liệu của đơn vị, xuất ra tệp và báo cáo theo kỳ.', 'Figures of your units, as files and as periodic reports.'],
});
