import type { DrillBody, DrillOf, DrillType, LessonDrill } from '../../app/learning/rules/drill.ts';

const options = [{ key: 'a', html: 'Sai', correct: false, why: 'Vì sao sai' }, { key: 'b', html: 'Đúng', correct: true, why: 'Vì sao đúng' }];

/** One drill of each kind, small but with everything that its kind knows. */
export const sampleDrills: { [Type in DrillType]: DrillOf<Type> } = {
  signs: {
    type: 'signs',
    screen: 'sms',
    from: '0900 000 000',
    parts: [
      { as: 'text', html: 'Chào <b>Anh/Chị</b>', isSign: false, why: 'Lời chào thì bình thường' },
      { as: 'text', html: 'Khoá trong 24 giờ', isSign: true, why: 'Dồn ép thời gian' },
      { as: 'address', html: 'vi-du.invalid', isSign: true, why: 'Địa chỉ lạ' },
      { as: 'button', html: 'Xác nhận', isSign: true, why: 'Dẫn tới trang lạ' },
      { as: 'field', html: 'Họ tên', isSign: false, why: 'Chưa có gì đáng ngờ' },
    ],
  },
  inbox: {
    type: 'inbox',
    messages: [
      { from: 'Văn thư', subject: 'Lịch họp', channel: 'email', html: '<p>Họp lúc 8 giờ.</p>', answer: 'keep', why: 'Thư thật' },
      { from: 'Số lạ', subject: 'Trúng thưởng', channel: 'sms', html: '<p>Bấm ngay.</p>', answer: 'report', why: 'Lừa đảo' },
      { from: 'Cửa hàng', subject: 'Giảm giá', channel: 'zalo', html: '<p>Giảm 10%.</p>', answer: 'delete', why: 'Quảng cáo' },
    ],
  },
  cleaning: {
    type: 'cleaning',
    heads: ['Họ tên', 'Ngày sinh'],
    records: [
      { cells: ['Trần Thị Mẫu', '12/3/1980'], fault: null },
      { cells: ['Lê Văn Ví', ''], fault: { cell: 2, kind: 'du', why: 'Trống ngày sinh' } },
      { cells: ['Lê Van Du', '1/1/1990'], fault: { cell: 1, kind: 'sach', why: 'Sai dấu' } },
    ],
  },
  ordering: {
    type: 'ordering',
    items: [{ key: 'a', html: 'Một', why: 'Đầu tiên' }, { key: 'b', html: 'Hai', why: 'Ở giữa' }, { key: 'c', html: 'Ba', why: 'Cuối cùng' }, { key: 'd', html: 'Bốn', why: 'Sau cuối' }],
    shown: ['c', 'a', 'd', 'b'],
  },
  worked: {
    type: 'worked',
    steps: [{ title: 'Nhìn', html: '<p>Nhìn kỹ.</p>' }, { title: 'Hỏi', html: '<p>Hỏi lại.</p>' }],
    turns: [{ question: 'Bước ba?', options }, { question: 'Bước bốn?', options }],
  },
};

export const drillTypes = Object.keys(sampleDrills) as DrillType[];

export function sampleDrill(type: DrillType, key: string = type): LessonDrill {
  return { kind: 'drill', key, title: `Bài ${type}`, body: sampleDrills[type] as DrillBody };
}
