/** A question below a real lesson, with its answers: an editor's when `by` is true. Nobody in it is real. */
export interface TalkWords {
  course: 'an-toan-thong-tin' | 'de-an-06';
  lesson: string;
  question: string;
  answers: readonly { words: string; by?: true }[];
  /** Waits for an editor, was hidden, or was reported; shown when left out. */
  fate?: 'WAITS' | 'HIDDEN' | 'REPORTED';
}

const security = (lesson: string, question: string, ...answers: TalkWords['answers']): TalkWords => ({ course: 'an-toan-thong-tin', lesson, question, answers });
const project = (lesson: string, question: string, ...answers: TalkWords['answers']): TalkWords => ({ course: 'de-an-06', lesson, question, answers });
const editor = (words: string) => ({ words, by: true as const });
const learner = (words: string) => ({ words });

export const talkWords: readonly TalkWords[] = [
  security('con-nguoi-la-cua-vao', 'Có người xưng là cán bộ kỹ thuật gọi xin mã OTP để “đồng bộ dữ liệu”. Em nên báo cho ai trước?', learner('Ngắt máy, không đọc mã. Gọi lại số trực chính thức của đơn vị để hỏi.'), editor('Đúng như bạn học trả lời: ngắt máy, rồi báo ngay đầu mối an ninh mạng của đơn vị. Ghi lại số gọi đến và giờ gọi để đầu mối cảnh báo người khác.')),
  security('con-nguoi-la-cua-vao', 'Nếu lỡ đọc mã OTP rồi mới nhận ra thì việc đầu tiên phải làm là gì?', editor('Khoá hoặc đổi mật khẩu tài khoản đó ngay, rồi báo đầu mối. Báo sớm không bị trách; báo muộn mới làm thiệt hại lớn hơn. Bài “Báo ngay: 15 phút đầu” có thứ tự từng bước.')),
  security('buc-tranh-nguy-co', 'Phường nhỏ, ít dữ liệu, có thật sự bị nhắm tới không?', editor('Có. Kẻ gian gửi hàng loạt, không chọn phường lớn hay nhỏ. Quầy Một cửa lại giữ rất nhiều giấy tờ của người dân.')),
  security('trach-nhiem', 'Máy dùng chung ở quầy, một người làm sai thì trách nhiệm thuộc về ai?', learner('Nhật ký ghi theo tài khoản, nên ai đăng nhập người đó chịu trách nhiệm.'), editor('Chính vì vậy mỗi người phải dùng tài khoản riêng và thoát ra khi rời quầy. Dùng chung tài khoản thì không ai chứng minh được là mình không làm.')),
  security('bao-ngay-15-phut-dau', 'Ngoài giờ hành chính thì báo đầu mối bằng cách nào?', editor('Gọi số trực ghi trên bảng thông báo của đơn vị. Nếu không ai nghe, nhắn tin nêu bốn điều: ai, máy nào, lúc nào, đã làm gì; rồi gọi lại.')),
  security('bao-ngay-15-phut-dau', 'Có nên tắt máy ngay khi nghi máy nhiễm mã độc không?', learner('Em nghĩ là rút dây mạng trước, chưa tắt máy.'), editor('Ngắt mạng, giữ máy bật và chờ hướng dẫn. Tắt máy có thể làm mất dấu vết cần cho việc điều tra.')),
  security('mat-khau-dai-de-nho', 'Mật khẩu dài thế nào là đủ, có cần đổi ba tháng một lần không?', learner('Từ mười hai ký tự, ghép vài từ dễ nhớ.'), editor('Dài quan trọng hơn đổi thường xuyên. Đổi khi nghi bị lộ, khi có người chuyển việc, hoặc khi quy chế của đơn vị yêu cầu.')),
  security('mat-khau-dai-de-nho', 'Có được ghi mật khẩu vào sổ tay cất trong ngăn kéo có khoá không?', editor('Không nên. Dùng phần mềm quản lý mật khẩu mà đơn vị cho phép; nếu chưa có thì nhớ một cụm từ dài của riêng mình.')),
  security('xac-thuc-nhieu-lop', 'Đổi điện thoại mới thì ứng dụng sinh mã xác thực chuyển sang thế nào?', editor('Chuyển trước khi bỏ máy cũ: mở mục chuyển tài khoản trong ứng dụng, quét mã trên máy mới, đăng nhập thử rồi mới xoá ở máy cũ. Giữ mã dự phòng ở nơi an toàn.')),
  security('moi-tai-khoan-mot-nguoi', 'Đồng nghiệp nghỉ ốm, có hồ sơ đến hạn, mượn mật khẩu một buổi có được không?', learner('Không được ạ, chị nhờ quản trị uỷ quyền cho người khác.'), editor('Không. Hệ thống có chức năng uỷ quyền có thời hạn, để lại dấu vết rõ ràng cho cả hai người.')),
  security('khi-lo-hoac-chuyen-viec', 'Người chuyển sang xã khác thì tài khoản cũ giữ lại hay khoá?', editor('Thu hồi quyền ở đơn vị cũ ngay trong ngày chuyển, rồi đơn vị mới cấp quyền theo việc mới. Tài khoản vẫn là của người đó.')),
  security('duong-dan-va-tep-apk', 'Người dân đã cài tệp .apk lạ, ở quầy mình hướng dẫn thế nào cho đúng?', learner('Bật chế độ máy bay, không mở ứng dụng ngân hàng, gọi ngân hàng bằng máy khác.'), editor('Đúng. Sau đó mang máy đến nơi sửa tin cậy hoặc công an; cán bộ không cầm máy của người dân để tự gỡ.')),
  security('gia-danh-cap-muc-2', 'Công an có gọi điện yêu cầu cài ứng dụng để lên mức 2 không?', editor('Không. Mức 2 làm trực tiếp tại cơ quan công an, có mặt người dân và giấy tờ. Ai gọi điện gửi đường dẫn cài đặt đều là giả danh.')),
  security('giup-nguoi-dan-dung-lai', 'Bác lớn tuổi nhất định chuyển tiền vì “công an bảo thế”. Nói gì để bác dừng lại?', learner('Em mời bác ngồi uống nước, gọi con cháu cùng nghe.'), editor('Kéo chậm lại là đúng. Nói một câu ngắn: “Công an không làm việc qua điện thoại. Bác để cháu gọi giúp số trực của công an phường.” Rồi gọi ngay trước mặt bác.')),
  security('doc-thu-truoc-khi-tin', 'Thư từ đúng tên lãnh đạo nhưng địa chỉ là hộp thư miễn phí thì xử lý ra sao?', editor('Không làm theo, không trả lời thư. Gọi cho lãnh đạo bằng số đã biết từ trước, và chuyển thư cho đầu mối an ninh mạng.')),
  security('lenh-gap-va-gui-nham', 'Lỡ gửi danh sách có số định danh cho nhầm người thì thu hồi thư có đủ không?', learner('Thu hồi thư thường không chắc là được.'), editor('Không đủ. Báo đầu mối ngay, đề nghị người nhận xoá và xác nhận bằng văn bản, ghi lại đã gửi gì cho ai lúc nào.')),
  security('truoc-khi-quet-ma-qr', 'Mã QR dán đè ở quầy, nhìn bằng mắt có nhận ra không?', editor('Sờ mép tem, xem có lớp dưới không; khi quét thì đọc tên miền trước khi mở. Mã của cơ quan phải dẫn về tên miền .gov.vn.')),
  security('guong-mat-giong-noi-gia', 'Gọi hình thấy đúng mặt người thân thì còn cách nào kiểm tra?', learner('Hỏi một chuyện chỉ hai người biết.'), editor('Và gọi lại bằng số quen thuộc. Đừng tin hình ảnh; tin kênh liên lạc mà mình tự chọn.')),
  security('may-nao-duoc-soan', 'Soạn nháp văn bản mật trên máy có mạng rồi in ra, xoá tệp ngay có được không?', editor('Không. Ngay từ bản nháp đã phải soạn trên máy dành riêng. Xoá tệp không xoá được dấu vết trên máy.')),
  security('khoa-man-hinh-va-usb', 'USB người dân đưa để sao hồ sơ thì xử lý thế nào?', learner('Em nhờ bà con gửi qua cổng dịch vụ công.'), editor('Không cắm vào máy nghiệp vụ. Hướng dẫn nộp trực tuyến, hoặc quét bản giấy tại quầy.')),
  security('mang-va-lam-viec-tu-xa', 'Làm ở quán cà phê, chỉ đọc thư công vụ thì dùng Wi-Fi của quán được không?', editor('Dùng mạng di động của điện thoại thì tốt hơn. Nếu buộc phải dùng Wi-Fi lạ thì qua VPN của đơn vị, và không mở hồ sơ có dữ liệu cá nhân.')),
  project('de-an-06-la-gi', 'Đề án 06 khác gì với chuyển đổi số nói chung?', learner('Đề án 06 tập trung vào dữ liệu dân cư và định danh điện tử.'), editor('Đúng. Chuyển đổi số rộng hơn; Đề án 06 là phần lấy dữ liệu dân cư, định danh, xác thực điện tử làm gốc để các việc khác dựa vào.')),
  project('ba-nen-tang', 'Căn cước và định danh điện tử có phải là một không?', editor('Không. Căn cước là giấy tờ; định danh điện tử là tài khoản xác nhận đó là người ấy trên môi trường mạng. Một người có thể có căn cước mà chưa kích hoạt tài khoản.')),
  project('tu-van-ban-den-quay-mot-cua', 'Quầy em còn yêu cầu bản sao sổ hộ khẩu trong một thủ tục cũ, bỏ thế nào cho đúng?', learner('Chị báo bộ phận kiểm soát thủ tục để rà soát.'), editor('Ghi lại tên thủ tục và chỗ yêu cầu, gửi đầu mối kiểm soát thủ tục hành chính của đơn vị. Trong lúc chờ, không bắt người dân nộp thứ đã có trong cơ sở dữ liệu.')),
  project('tim-mo-hinh-cua-don-vi', 'Phường em có ba mô hình, báo cáo tháng viết chung một bản hay ba bản?', editor('Mỗi mô hình một phần trong cùng báo cáo của đơn vị: tình trạng, số liệu, khó khăn, việc tháng sau.')),
  project('bao-cao-thang-ba-dong', 'Tháng không có gì mới thì có phải báo cáo không?', learner('Vẫn phải, ghi là không phát sinh.'), editor('Vẫn báo cáo. “Không phát sinh” cũng là thông tin, và nêu việc dự kiến của tháng sau.')),
  project('giay-to-khong-doi-lai', 'Tra cứu được dữ liệu mà bị lỗi mạng thì có được yêu cầu bản giấy tạm không?', editor('Ghi nhận lỗi, hẹn lại hoặc tiếp nhận và tra cứu sau. Chỉ yêu cầu bản giấy khi quy định của thủ tục cho phép.')),
  project('ho-tro-khong-lam-thay', 'Người dân không biết chữ thì ai bấm nút nộp hồ sơ?', learner('Mời người nhà cùng làm.'), editor('Đọc từng bước cho bà con nghe, để chính họ hoặc người được uỷ quyền bấm. Cán bộ không dùng tài khoản của người dân.')),
  project('dang-ky-va-kich-hoat', 'Người dân quên số điện thoại đã đăng ký thì kích hoạt lại thế nào?', editor('Hướng dẫn đến công an cấp xã mang theo căn cước để cập nhật số đang dùng, rồi kích hoạt. Ở quầy Một cửa không đổi được thay.')),
  project('quy-trinh-lam-sach', 'Làm sạch dữ liệu mà hồ sơ gốc cũng sai thì sửa theo đâu?', learner('Không tự sửa theo hồ sơ sai ạ.'), editor('Dừng lại, ghi vào danh sách chờ xác minh và chuyển cơ quan có thẩm quyền. Sửa theo bản sai là làm dữ liệu bẩn thêm.')),
  project('cam-tay-chi-viec', 'Tổ công nghệ số cộng đồng hướng dẫn tại nhà thì cần giấy tờ gì?', editor('Thẻ hoặc giấy giới thiệu của UBND phường, đi từ hai người, và không nhập thay thông tin trên máy của người dân.')),
  project('tra-cuu-dung-nhiem-vu', 'Tra cứu giúp lãnh đạo phòng khác một người quen có bị ghi lại không?', editor('Có, lượt nào cũng để lại dấu. Không có nhiệm vụ thì không tra cứu, dù ai nhờ.')),
  { ...project('khi-lo-danh-sach', 'Danh sách đã lên một nhóm trò chuyện, xoá tin nhắn có đủ không ạ?'), fate: 'WAITS' },
  { ...security('dong-y-va-quyen-cua-nguoi-dan', 'Lấy số điện thoại trên tờ khai để nhắn chúc Tết người dân có cần hỏi lại không?'), fate: 'WAITS' },
  { ...security('ai-trong-cong-viec', 'Dán dự thảo công văn không mật vào công cụ trí tuệ nhân tạo để sửa lỗi chính tả có được không?'), fate: 'WAITS' },
  { ...project('noi-de-dan-nghe', 'Đài truyền thanh thôn phát giờ nào thì bà con nghe nhiều nhất?'), fate: 'WAITS' },
  { ...security('xac-minh-nguoi-goi', 'Hôm qua anh ở tổ dân phố số 4 gọi hỏi thông tin hàng xóm, có phải lừa đảo không?', editor('Không cung cấp thông tin của người khác qua điện thoại, dù người gọi nói là ai. Mời họ đến trực tiếp với giấy tờ và lý do.')), fate: 'REPORTED' },
  { ...security('tin-nhan-va-so-la', 'Bán sim số đẹp giá rẻ, ai cần liên hệ em.'), fate: 'HIDDEN' },
];

export const feedbackComments = [
  'Ví dụ gần với việc hằng ngày ở quầy, dễ áp dụng.', 'Phần quy định hơi dài, nên có bảng tóm tắt cuối mô-đun.', 'Tình huống gọi điện giả danh rất sát thực tế.', 'Mong có thêm phần cho người làm kế toán.',
  'Học trên điện thoại tiện, chữ đủ lớn.', 'Câu hỏi giữa bài giúp nhớ lâu hơn đọc suông.', 'Nên rút ngắn bài về văn bản pháp luật.', 'Thêm hình chụp màn hình ở các bước đăng ký.',
] as const;
