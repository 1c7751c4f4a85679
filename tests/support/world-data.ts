import type { Grant, Role } from '../../app/people/actor.ts';
import { databaseFile, type Db } from '../../db/client.ts';
import { freshDbAt } from './db.ts';
import { givePassword, makePerson, makeUnit } from '../world/people.ts';

/** The people who sign in during browser, HTTP and crash tests. */
export const cast = {
  /** Enrolled in both courses, nothing done yet. */
  learner: { fullName: 'Nguyễn Thị Thuỳ Dương', staffNo: 'CB90001', email: 'thuy-duong@vi-du.invalid', password: 'song Hoàng Long chảy chậm' },
  admin: { fullName: 'Phạm Quốc Khánh', staffNo: 'CB90002', email: 'quoc-khanh@vi-du.invalid', password: 'núi Non Nước nhìn ra sông' },
  /** Leads the commune with everything below it. */
  leader: { fullName: 'Đinh Thị Hồng Ngọc', staffNo: 'CB90003', email: 'hong-ngoc@vi-du.invalid', password: 'thung Nham mùa chim về' },
  trainer: { fullName: 'Vũ Minh Tuệ', staffNo: 'CB90004', email: 'minh-tue@vi-du.invalid', password: 'cói Kim Sơn phơi đầy đê' },
  editor: { fullName: 'Lê Hoài Ân', staffNo: 'CB90005', email: 'hoai-an@vi-du.invalid', password: 'nhà thờ đá Phát Diệm' },
  auditor: { fullName: 'Trần Đức Thịnh', staffNo: 'CB90006', email: 'duc-thinh@vi-du.invalid', password: 'động Thiên Hà nước trong' },
  /** Has completed de-an-06 and holds its certificate. */
  finisher: { fullName: 'Hoàng Nguyễn Khánh Quỳnh', staffNo: 'CB90007', email: 'khanh-quynh@vi-du.invalid', password: 'đầm Vân Long cò trắng' },
  /** Has done all of an-toan-thong-tin but the final exam. */
  closer: { fullName: 'Bùi Thế Lữ', staffNo: 'CB90008', email: 'the-lu@vi-du.invalid', password: 'cố đô Hoa Lư cờ lau' },
  /** In the middle of a module test. */
  examinee: { fullName: 'Ngô Ý Nhi', staffNo: 'CB90009', email: 'y-nhi@vi-du.invalid', password: 'rừng Cúc Phương bướm bay' },
  maker: { fullName: 'Phan Thị Kiều Oanh', staffNo: 'CB90010', email: 'kieu-oanh@vi-du.invalid', password: 'sông Đáy lặng lờ buổi sáng' },
  approver: { fullName: 'Lưu Quang Vịnh', staffNo: 'CB90011', email: 'quang-vinh@vi-du.invalid', password: 'hang Múa năm trăm bậc đá' },
  operator: { fullName: 'Giang Thị Ánh', staffNo: 'CB90012', email: 'thi-anh@vi-du.invalid', password: 'chợ Rồng phiên cuối năm' },
  appraiser: { fullName: 'Doãn Thế Hiển', staffNo: 'CB90013', email: 'the-hien@vi-du.invalid', password: 'thuyền nan qua bến Đoan' },
  agent: { fullName: 'Quách Thị Lụa', staffNo: 'CB90014', email: 'thi-lua@vi-du.invalid', password: 'hoa gạo rụng đầu đình' },
  supervisor: { fullName: 'Cù Xuân Trường', staffNo: 'CB90015', email: 'xuan-truong@vi-du.invalid', password: 'trống chèo đêm rằm làng' },
  lawyer: { fullName: 'Mạc Thị Hồi', staffNo: 'CB90016', email: 'thi-hoi@vi-du.invalid', password: 'cầu ngói chợ Thượng mưa' },
  organiser: { fullName: 'Kiều Văn Phấn', staffNo: 'CB90017', email: 'van-phan@vi-du.invalid', password: 'đền Trần khai ấn đầu xuân' },
  publisher: { fullName: 'Tống Thị Nhàn', staffNo: 'CB90018', email: 'thi-nhan@vi-du.invalid', password: 'phố cổ Vị Hoàng đèn dầu' },
  /** Writes the commune's monthly report. */
  focal: { fullName: 'Phùng Thị Nguyệt', staffNo: 'CB90019', email: 'thi-nguyet@vi-du.invalid', password: 'núi Kỳ Lân soi bóng hồ' },
  standing: { fullName: 'Đặng Hữu Tường', staffNo: 'CB90030', email: 'huu-tuong@vi-du.invalid', password: 'bến xe ngựa sông Vân' },
} as const;
export type CastName = keyof typeof cast;

/** The small organisation: a province, a commune, two units of it. */
export interface Units {
  province: string;
  commune: string;
  office: string;
  counter: string;
}

/** Makes a data folder with the organisation and the people in it; courses and what people did come with `seedFullWorld`. */
export async function seedTestWorld(dataDir: string): Promise<void> {
  const db = await freshDbAt(databaseFile(dataDir), { synchronous: 'NORMAL' });
  try {
    await seedPeople(db);
  } finally {
    await db.destroy();
  }
}

/** @returns the ids of the units and of the cast */
export async function seedPeople(db: Db): Promise<{ units: Units; ids: Record<CastName, string> }> {
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const commune = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng HĐND và UBND phường Hoa Lư', kind: 'DIVISION', parentId: commune });
  const counter = await makeUnit(db, { name: 'Trung tâm Phục vụ hành chính công phường Hoa Lư', kind: 'SERVICE_UNIT', parentId: commune });
  const all = (role: Role): Grant[] => [{ role, scope: 'ALL', unitId: null }];
  const places: Record<CastName, [unitId: string, grants: Grant[]]> = {
    learner: [counter, []],
    admin: [province, all('SYSTEM_ADMIN')],
    leader: [commune, [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: commune }]],
    trainer: [province, all('TRAINING_ADMIN')],
    editor: [province, all('CONTENT_EDITOR')],
    auditor: [province, all('AUDITOR')],
    maker: [province, all('CAMPAIGN_MAKER')],
    approver: [province, all('CAMPAIGN_APPROVER')],
    operator: [commune, all('CHANNEL_OPERATOR')],
    appraiser: [province, all('ANSWER_APPRAISER')],
    agent: [province, all('CALL_AGENT')],
    supervisor: [province, all('CALL_SUPERVISOR')],
    lawyer: [province, all('LEGAL_OFFICER')],
    organiser: [province, all('CONTEST_ORGANISER')],
    publisher: [province, all('CONTEST_APPROVER')],
    focal: [commune, [{ role: 'FOCAL_POINT', scope: 'SUBTREE', unitId: commune }]],
    standing: [province, all('STANDING_AGENCY')],
    finisher: [office, []],
    closer: [counter, []],
    examinee: [office, []],
  };
  const ids: Partial<Record<CastName, string>> = {};
  for (const name of Object.keys(cast) as CastName[]) {
    const [unitId, grants] = places[name];
    const { password, ...facts } = cast[name];
    const person = await makePerson(db, { ...facts, unitId, grants });
    await givePassword(db, person, { password });
    ids[name] = person.id;
  }
  return { units: { province, commune, office, counter }, ids: ids as Record<CastName, string> };
}
