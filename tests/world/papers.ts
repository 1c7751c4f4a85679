import type { Paper } from '../../app/reports/rules/paper.ts';

const models = ['Hướng dẫn công dân tích hợp giấy tờ trên VNeID tại nơi tiếp dân', 'Tổ công nghệ số cộng đồng đi từng ngõ, gõ từng nhà', 'Quét mã QR của căn cước khi khám bệnh, chữa bệnh bảo hiểm y tế', 'Chi trả an sinh xã hội qua tài khoản', 'Thông báo lưu trú bằng phần mềm', 'Bồi dưỡng an toàn thông tin cho cán bộ, công chức, viên chức'];

/** A monthly report of an invented ward, long enough for several pages. */
export function samplePaper(changes: Partial<Paper> = {}): Paper {
  return {
    superior: 'UBND tỉnh Ninh Bình',
    issuer: 'UBND phường Hoa Lư',
    sign: '12/BC-UBND',
    place: 'Hoa Lư',
    day: '2026-02-05',
    kind: 'Báo cáo',
    subject: 'Kết quả triển khai các mô hình điểm Đề án 06 tháng 01 năm 2026',
    addressees: ['Công an tỉnh Ninh Bình (cơ quan thường trực)'],
    opening: ['Thực hiện Kế hoạch của UBND tỉnh về triển khai các mô hình điểm Đề án 06, UBND phường Hoa Lư báo cáo kết quả kỳ từ ngày 15/12/2025 đến ngày 14/01/2026 như sau:'],
    parts: [
      {
        heading: 'I. TÌNH HÌNH CHUNG',
        paragraphs: ['Trong kỳ, phường triển khai 43 mô hình, trong đó 31 mô hình đạt chỉ tiêu, 9 mô hình đang thực hiện và 3 mô hình gặp khó khăn. Các tổ công nghệ số cộng đồng đã hướng dẫn 1.284 lượt công dân.'],
        parts: [
          { heading: '1. Công tác chỉ đạo', paragraphs: ['Chủ tịch UBND phường giao trách nhiệm cho từng bộ phận; giao ban vào thứ Hai hằng tuần.'] },
          { heading: '2. Bồi dưỡng cán bộ', paragraphs: ['95,5% cán bộ, công chức, viên chức hoàn thành khoá An toàn thông tin cho người dùng cuối.'], parts: [{ heading: 'a) Đơn vị trực thuộc', paragraphs: ['Trung tâm Phục vụ hành chính công hoàn thành trước hạn.'] }] },
        ],
      },
      {
        heading: 'II. KẾT QUẢ THEO MÔ HÌNH',
        paragraphs: ['Kết quả từng mô hình nêu trong bảng dưới đây.'],
        table: {
          columns: [{ head: 'TT', width: 8, isNumeric: true }, { head: 'Mô hình', width: 52 }, { head: 'Chỉ tiêu', width: 20, isNumeric: true }, { head: 'Kết quả', width: 20, isNumeric: true }],
          rows: Array.from({ length: 43 }, (_, at) => [String(at + 1), models[at % models.length] ?? '', String((at + 1) * 25), String((at + 1) * 23)]),
          note: 'Số liệu tính đến hết ngày 14/01/2026.',
        },
      },
      { heading: 'III. KIẾN NGHỊ', paragraphs: ['Đề nghị Công an tỉnh bổ sung thiết bị đọc mã QR cho Trạm Y tế phường; đề nghị Sở Khoa học và Công nghệ hướng dẫn cách tính chỉ tiêu của mô hình 26.', 'Trên đây là báo cáo của UBND phường Hoa Lư.'] },
    ],
    annexes: [
      { title: 'Danh sách đơn vị chưa hoàn thành', table: { columns: [{ head: 'TT', width: 10, isNumeric: true }, { head: 'Đơn vị', width: 60 }, { head: 'Còn thiếu', width: 30, isNumeric: true }], rows: [['1', 'Văn phòng HĐND và UBND phường', '4'], ['2', 'Trung tâm Phục vụ hành chính công', '1']] }, isLandscape: false },
      { title: 'Tiến độ 43 mô hình theo tháng', table: { columns: [{ head: 'Mô hình', width: 28 }, ...Array.from({ length: 12 }, (_, at) => ({ head: `T${at + 1}`, width: 6, isNumeric: true }))], rows: models.map((name, at) => [name, ...Array.from({ length: 12 }, (_, month) => String(at * 12 + month))]) }, isLandscape: true },
    ],
    recipients: ['Như trên', 'Thường trực Đảng uỷ (để b/c)', 'Lưu: VT, VP.'],
    signer: { onBehalf: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'], title: 'Phó Chủ tịch', name: 'Nguyễn Thị Thuỳ Dương' },
    isDraft: false,
    ...changes,
  };
}
