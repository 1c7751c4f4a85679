import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words that become part of a lesson. Lessons are Vietnamese, so only the first column is ever used in them. */
export const lessonWords = defineMessages({
  'legal.valid': ['Hiệu lực từ {day}', 'In force from {day}'],
  'fact.foot': ['Số liệu tính đến {asOf}. Nguồn: {source}. Rà soát lại trước {review}.', 'Figures as of {asOf}. Source: {source}. To be reviewed by {review}.'],
  'message.label': ['Tin nhắn minh hoạ, không phải tin thật, từ: {from}', 'Example of a message, not a real one, from: {from}'],
  'scenario.eyebrow': ['Tình huống', 'Scenario'],
  'scene.good': ['Xử lý tốt', 'Well handled'],
  'scene.bad': ['Cần tránh', 'To be avoided'],
  'scene.mixed': ['Được một phần', 'Partly right'],
  'video.captions': ['Phụ đề tiếng Việt', 'Vietnamese captions'],
  'video.transcript': ['Lời thoại của phim', 'Transcript of the film'],
  'table.label': ['Bảng: {heads}', 'Table: {heads}'],
});
